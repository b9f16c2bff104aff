"""The reference pages written from code and rulebooks."""
