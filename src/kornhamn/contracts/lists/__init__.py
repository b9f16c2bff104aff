"""Contract lists as files: from somebody else's columns to rows that can be contracts."""
