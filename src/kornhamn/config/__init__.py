"""The roof: settings, addresses, the embedded database."""
