"""A supplier's price list, in its own columns, into agreed prices."""
