"""Bring articles by the browser: choose or paste, see what would be proposed, confirm."""
