"""The pure half of follow-up: days to check, what a breach costs, what to look at first."""
