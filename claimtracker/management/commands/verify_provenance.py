"""Prove again that every quote stands where it says."""

import sys

from django.core.management.base import BaseCommand

from claimtracker import provenance


class Command(BaseCommand):
    """Thin: prints each breach that `provenance` finds."""

    help = (
        "Re-read every article, quote, cue, hedge and date, and name each row that does not hold. "
        "Exit status: 0 all hold, 1 a breach."
    )

    def handle(self, **options) -> None:
        """Print each breach and the total."""
        breaches = 0
        for breach in provenance.breaches():
            breaches += 1
            self.stderr.write(breach)
        articles, anchors = provenance.counts()
        self.stdout.write(f"{articles} articles, {anchors} quotes checked: {breaches} breaches")
        if breaches:
            sys.exit(1)
