"""The nation's procurement statistics: files read, recognised, checked and joined, all pure."""
