"""Floor 1: the rulebook engine. Pure: no database, no clock, no framework."""
