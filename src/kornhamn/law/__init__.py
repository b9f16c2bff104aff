"""Floor 1: what the law says on a day, with its source. Pure."""
