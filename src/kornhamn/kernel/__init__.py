"""Floor 0: words every room shares. Pure."""
