"""The pure half of suppliers: numbers and names read, spellings settled, likeness weighed."""
