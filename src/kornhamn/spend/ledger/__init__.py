"""Ledgers as files: from any municipality's bytes to checked, encoded columns. No database."""
