"""Questions and answers about a procurement, an authority or the group: one mechanism for all."""
