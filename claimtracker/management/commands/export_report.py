"""`export_report`: a report as a file, with the filters, columns and order of its page."""

import contextlib
import datetime
import os
import secrets
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from claimtracker.management.users import user_named
from claimtracker.reports.formats import Format, Unfit
from claimtracker.reports.offered import FORMATS, offered, refusal
from claimtracker.reports.registry import REPORTS
from claimtracker.reports.report import Report, Selection

WRONG_USAGE = 2


class Command(BaseCommand):
    """Write a report to a file or to standard output: whole, or not at all."""

    help = (
        "Write a report as a file, with the filters, columns and order of its page. "
        "Exit status 2 for wrong usage, 1 where it could not be written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the contract's arguments; names are checked by `handle`, to answer in one line."""
        parser.add_argument("report", help=f"One of: {', '.join(REPORTS)}.")
        parser.add_argument("--format", default="csv", help=f"One of: {', '.join(FORMATS)}.")
        parser.add_argument(
            "--filter",
            action="append",
            default=[],
            metavar="KEY=VALUE",
            help='As in the query string of the page: actor="South Korea", sort=-published. '
            "May be repeated.",
        )
        parser.add_argument(
            "--output",
            default="-",
            metavar="PATH",
            help="A file, replaced once the new one is whole; - is standard output.",
        )
        parser.add_argument(
            "--by", default="", metavar="USERNAME", help="Who exports, for the file's head."
        )

    def handle(
        self, *, report: str, format: str, filter: list[str], output: str, by: str, **options
    ) -> None:
        """Check every argument, then write."""
        _known("report", report, REPORTS)
        to_format = offered(REPORTS[report]).get(format)
        if to_format is None:
            raise CommandError(refusal(REPORTS[report], format), returncode=WRONG_USAGE)
        user = user_named(by)
        self.by = user.get_username() if user else ""
        selection = REPORTS[report].select(_query(REPORTS[report], filter))
        if selection.problems:
            raise CommandError(" ".join(selection.problems), returncode=WRONG_USAGE)
        try:
            if output == "-":
                self._print(selection, to_format)
            else:
                self._save(selection, to_format, Path(os.path.realpath(output)), output)
        except Unfit as unfit:
            raise CommandError(str(unfit)) from unfit

    def _print(self, selection: Selection, to_format: Format) -> None:
        # Nothing is printed before all of it is known to be there.
        try:
            with tempfile.TemporaryFile() as spool:
                selection.write(to_format, spool, by=self.by)
                spool.seek(0)
                if hasattr(self.stdout, "buffer"):
                    shutil.copyfileobj(spool, self.stdout.buffer)
                    self.stdout.buffer.flush()
                else:  # called from Python, with a stream of text
                    self.stdout.write(spool.read().decode(), ending="")
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more to say
            if isinstance(error, BrokenPipeError):  # whoever reads has seen enough, as `head` has
                sys.exit(1)
            raise CommandError(f"Standard output: {error.strerror}.") from error

    def _save(self, selection: Selection, to_format: Format, path: Path, named: str) -> None:
        if path.exists() and not path.is_file():
            raise CommandError(f"{named} is not a file.", returncode=WRONG_USAGE)
        try:
            with whole_or_nothing(path) as stream:
                count = selection.write(to_format, stream, by=self.by)
        except OSError as error:
            raise CommandError(f"{named} was not written: {error.strerror}.") from error
        now = datetime.datetime.now(datetime.UTC)
        self.stderr.write(
            f"{selection.report.name} ({selection.description}): {count} row{'s'[: count != 1]}, "
            f"{now:%Y-%m-%d %H:%M:%S} UTC, {named}"
        )


@contextlib.contextmanager
def whole_or_nothing(path: Path) -> Iterator[BinaryIO]:
    """Open a file beside the path that takes its place once it is whole and on the disk."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with draft.open("xb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _known(what: str, name: str, names: Iterable[str]) -> None:
    if name not in names:
        raise CommandError(
            f'There is no {what} "{name}"; there are {", ".join(names)}.', returncode=WRONG_USAGE
        )


def _query(report: Report, pairs: list[str]) -> QueryDict:
    """Return KEY=VALUE pairs as a query string would give them."""
    query = QueryDict(mutable=True)
    for pair in pairs:
        key, equals, value = pair.partition("=")
        # No form stands before this: an empty value is a slip that would widen the list.
        if not equals or not value or key == "page":
            allowed = ", ".join([*report.filterset.parameters(), "sort"])
            raise CommandError(
                f'--filter "{pair}" is not KEY=VALUE with a KEY of {allowed}.',
                returncode=WRONG_USAGE,
            )
        query.appendlist(key, value)
    return query
