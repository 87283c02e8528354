"""The reading room: curate an article in minutes, without leaving its text."""
