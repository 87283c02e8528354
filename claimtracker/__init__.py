"""Claimtracker: what policy articles claim and recommend, and what became of it."""

__version__ = "0.1.0"
