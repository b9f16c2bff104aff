"""Questions about the figures, one file a kind of question."""
