"""Kornhamn, the open digital purchasing suite of a Swedish municipal group."""
