"""The curators' admin: a door. It shows, asks and calls `claimtracker.actions`; no rule is here."""
