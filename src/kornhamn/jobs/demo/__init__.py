"""A made-up municipal group of any size, in the very file formats real ones arrive in."""
