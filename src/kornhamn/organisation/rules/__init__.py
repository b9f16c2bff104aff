"""Pure decisions about the group: which roles must be held, how a register file is read."""
