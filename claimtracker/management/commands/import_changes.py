"""`import_changes`: an edited export comes back, row by row compared before anything is changed."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import track

from claimtracker.management.users import user_named
from claimtracker.roundtrip import apply, table
from claimtracker.roundtrip.compare import Comparison

SHOWN = 60
"""Characters of a value that a line shows."""


class Command(BaseCommand):
    """Thin: reads the file, hands it to `roundtrip`, prints what became of each row."""

    help = (
        "Bring an edited export (CSV or XLSX of claims, recommendations or actors) back. Changes "
        "what its editable columns say, and nothing unless every row is clean. "
        "Exit status: 0 all well, 1 a row was faulty or changed meanwhile, 2 wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """File, user, and how far to go."""
        parser.add_argument("file", metavar="FILE", help="the edited export")
        parser.add_argument("--by", required=True, metavar="USER", help="who changes; on record")
        parser.add_argument("--dry-run", action="store_true", help="show, but change nothing")
        parser.add_argument(
            "--apply-clean",
            action="store_true",
            help="change what the clean rows say, and leave faulty ones and conflicts out",
        )

    def handle(self, *, file: str, by: str, dry_run: bool, apply_clean: bool, **options) -> None:
        """Compare, then change; end with the total."""
        user, path = user_named(by), Path(file)
        if user is None:
            raise CommandError("--by: say who changes", returncode=2)
        if not path.is_file():
            raise CommandError(f"{file}: there is no such file", returncode=2)
        given = {"by": user, "file": path.name, "watch": self._watched}
        applied = False
        try:
            read = table.read(path.read_bytes())
            if dry_run:
                found = apply.preview(read, **given)
            else:
                found = apply.apply(read, clean_rows_only=apply_clean, **given)
                applied = True
        except table.Unreadable as error:
            raise CommandError(f"{file}: {error}") from error
        except apply.NotApplied as refusal:
            found = refusal.comparison
        self._tell(found, applied=applied)
        if not found.clean:
            sys.exit(1)

    def _tell(self, found: Comparison, *, applied: bool) -> None:
        for row in found.changed:
            for change in row.changes:
                self.stdout.write(
                    f"row {row.row.number}, {change.column}: "
                    f"{_short(change.old)} -> {_short(change.new)}"
                )
        for row in found.conflicts:
            for words in row.conflicts:
                self.stderr.write(f"conflict: row {row.row.number}: {words}")
        for problem in found.all_problems:
            self.stderr.write(f"error: {problem}")
        for name, count in found.notes.items():
            self.stderr.write(f"note: {name} differs in {count} rows; it is not imported")
        kept = len(found.rows) - len(found.changed) - sum(not row.clean for row in found.rows)
        self.stdout.write(
            f"total: {len(found.changed)} rows {'changed' if applied else 'would change'}, "
            f"{kept} as they are, {len(found.conflicts)} conflicts, "
            f"{len(found.all_problems)} errors" + ("" if applied else "; nothing was changed")
        )
        if not found.clean and not applied:
            self.stderr.write(
                "Put the errors right and export conflicting rows again, or take the clean rows "
                "alone with --apply-clean."
            )

    @staticmethod
    def _watched(chunks: Iterable) -> Iterable:
        """The chunks, with a progress bar for whoever watches on a terminal."""
        console = Console(stderr=True)
        return track(chunks, "Comparing", console=console) if console.is_terminal else chunks


def _short(text: str) -> str:
    line = " ".join(text.split())
    return repr(line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…")
