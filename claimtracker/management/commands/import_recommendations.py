"""`import_recommendations`: what others track, as their table says it."""

import datetime
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from claimtracker.management.users import user_named
from claimtracker.roundtrip import arrival, table
from claimtracker.roundtrip import layout as layouts

RIGHT = "claimtracker.import_recommendation"


class Command(BaseCommand):
    """Thin: reads file and layout, hands them to `roundtrip.others`, prints what became of it."""

    help = (
        "Bring in recommendations that others track, from a CSV (docs/importing.md tells the "
        "layout). The same file again changes nothing. "
        "Exit status: 0 all well, 1 a row was refused (the others stay), 2 wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, how to read it, and what it does not say."""
        parser.add_argument("file", metavar="FILE", help="the table: CSV or XLSX")
        parser.add_argument(
            "--layout",
            default="plain",
            metavar="LAYOUT.toml|NAME",
            help=f"how to read it; by name there are {', '.join(layouts.names())}",
        )
        parser.add_argument("--source", default="", metavar="NAME", help="who tracks them")
        parser.add_argument("--url", default="", metavar="URL", help="where the table is published")
        parser.add_argument(
            "--as-of", default="", metavar="YYYY-MM-DD", help="when undated statuses stood so"
        )
        parser.add_argument("--dry-run", action="store_true", help="tell, but store nothing")
        parser.add_argument("--by", required=True, metavar="USER", help="who imports; on record")

    def handle(
        self, *, file: str, by: str, source: str, url: str, as_of: str, dry_run: bool, **options
    ) -> None:
        """Bring the rows in; end with the total."""
        user, path = user_named(by), Path(file)
        if user is None or not user.has_perm(RIGHT):
            raise CommandError(f"--by {by}: needs the right {RIGHT}", returncode=2)
        if not path.is_file():
            raise CommandError(f"{file}: there is no such file", returncode=2)
        try:
            if as_of and datetime.date.fromisoformat(as_of) > datetime.date.today():
                raise ValueError
            layout = layouts.load(options["layout"])
        except ValueError:
            raise CommandError(
                f"--as-of {as_of}: not a day that was; write it as 2022-11-30", returncode=2
            ) from None
        except layouts.BadLayout as error:
            raise CommandError(f"--layout {error}", returncode=2) from error
        layout = arrival.particular(layout, source=source, url=url, as_of=as_of)
        try:
            result = arrival.bring_in(
                path.read_bytes(), path.name, layout=layout, by=user, dry_run=dry_run
            )
        except table.Unreadable as error:
            raise CommandError(f"{file}: {error}") from error
        self._tell(result, dry_run)

    def _tell(self, result: arrival.Result, dry_run: bool) -> None:
        run = result.run
        for problem in result.refused:
            self.stderr.write(f"refused: {problem}")
        for problem in result.left:
            self.stderr.write(f"left: {problem}")
        verb = "would be created" if dry_run else "created"
        self.stdout.write(
            f"{run.outcome}: {run.file}: {run.recommendations} recommendations {verb}, "
            f"{run.unchanged} known, {run.withdrawn} withdrawn, {result.moved} statuses moved, "
            f"{len(result.left)} left as they are, {len(result.refused)} rows refused"
        )
        if result.refused:
            sys.exit(1)
