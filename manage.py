#!/usr/bin/env python
"""Claimtracker's command line: starts the embedded PostgreSQL when no other is named."""

import os
import sys

from claimtracker import embedded

NEEDS_NO_DATABASE = {"help", "version", "collectstatic", "makemessages", "compilemessages"}
ASKS_FOR_HELP = {"--help", "-h", "--version"}


def main() -> None:
    """Run the named command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtracker.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    wants_database = command not in NEEDS_NO_DATABASE and not ASKS_FOR_HELP & set(sys.argv)
    if not os.environ.get("DATABASE_URL") and wants_database:
        try:
            embedded.default().start()
        except embedded.EmbeddedError as error:
            sys.exit(f"error: {error}")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
