"""The law room: editions of programmes and laws as data."""
