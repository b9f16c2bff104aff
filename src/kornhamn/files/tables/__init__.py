"""Tables that others made: any file as columns of text, and what its columns are thought to be."""
