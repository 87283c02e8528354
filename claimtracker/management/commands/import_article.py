"""Import articles from files, folders or standard input."""

import datetime
import json
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import URLValidator
from django.db import DatabaseError
from rich.console import Console
from rich.progress import track

from claimtracker import ingest, readers
from claimtracker.management.users import user_named
from claimtracker.models import ImportRun

VIA = "import_article"
STDIN = "standard input.txt"


class Command(BaseCommand):
    """Thin: finds the files, hands each to `ingest`, prints what became of it."""

    help = (
        "Import articles (one transaction a file) and propose their claims and recommendations. "
        "Importing the same bytes again changes nothing. "
        "Exit status: 0 all well, 1 a file was refused (the others stay), 2 wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The contract's flags."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder, or - for stdin")
        parser.add_argument("--dry-run", action="store_true", help="propose, but store nothing")
        parser.add_argument(
            "--format", choices=["text", "jsonl"], default="text", help="jsonl needs --dry-run"
        )
        parser.add_argument("--url", default="", help="where the article was published")
        parser.add_argument(
            "--published", default="", metavar="YYYY-MM-DD", help="publication date"
        )
        parser.add_argument("--source", default="", metavar="NAME", help="who published it")
        parser.add_argument(
            "--addressee",
            default="",
            metavar="NAME",
            help="whom recommendations address that name nobody",
        )
        parser.add_argument(
            "--encoding", default="", metavar="NAME", help="of files that are not UTF-8"
        )
        parser.add_argument("--note", default="", metavar="TEXT", help="why; kept on record")
        parser.add_argument("--by", default="", metavar="USERNAME", help="who imports")

    def handle(self, *, paths: list[str], dry_run: bool, by: str, **options) -> None:
        """Import or propose each file; end with the total."""
        if options["format"] == "jsonl" and not dry_run:
            raise CommandError("--format jsonl goes with --dry-run", returncode=2)
        self.given = _particulars(options)
        self.by = user_named(by)
        self.jsonl = options["format"] == "jsonl"
        self.many = len(paths) > 1 or Path(paths[0]).is_dir()
        outcomes = Counter()
        for name, problem in self._tracked(list(_files(paths))):
            outcome, line = self._propose(name, problem) if dry_run else self._import(name, problem)
            outcomes[outcome] += 1
            self._say(line, refused=outcome == ImportRun.Outcome.REFUSED)
        words = ("proposed", "refused") if dry_run else ("created", "unchanged", "refused")
        total = ", ".join(f"{outcomes[word]} {word}" for word in words)
        self._say(f"total: {total}", refused=self.jsonl)
        if outcomes[ImportRun.Outcome.REFUSED]:
            sys.exit(1)

    def _import(self, name: str, problem: str) -> tuple[str, str]:
        try:
            if problem:
                run = self._refuse(name, problem)
            else:
                run = ingest.import_bytes(
                    _bytes(name), _shown(name), given=self.given, via=VIA, by=self.by
                )
        except ingest.Refused as error:
            run = self._refuse(name, str(error))
        except DatabaseError as error:
            first_line = str(error).partition("\n")[0]
            return ImportRun.Outcome.REFUSED, f"refused: {_shown(name)}: database: {first_line}"
        return run.outcome, _line(run)

    def _refuse(self, name: str, reason: str) -> ImportRun:
        return ingest.refuse(_shown(name), reason, given=self.given, via=VIA, by=self.by)

    def _propose(self, name: str, problem: str) -> tuple[str, str]:
        try:
            if problem:
                raise ingest.Refused(problem)
            proposal = ingest.propose(_bytes(name), _shown(name), self.given)
        except ingest.Refused as error:
            return ImportRun.Outcome.REFUSED, f"refused: {error}"
        draft = proposal.draft
        if self.jsonl:
            fields = {"file": _shown(name), "sha256": proposal.sha256, **draft.as_json()}
            return "proposed", json.dumps(fields, ensure_ascii=False)
        return "proposed", (
            f"proposed: {_shown(name)}: “{draft.title}”, {len(draft.claims)} claims, "
            f"{len(draft.recommendations)} recommendations"
        )

    def _say(self, line: str, *, refused: bool) -> None:
        """A line; refusals go to standard error, so that JSON Lines stay nothing else."""
        (self.stderr if refused else self.stdout).write(line)

    def _tracked(self, files: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """The files, with a progress bar for whoever watches many of them on a terminal."""
        console = Console(stderr=True)
        watched = self.many and console.is_terminal
        return iter(track(files, "Importing", console=console) if watched else files)


def _particulars(options: dict) -> ingest.Particulars:
    published, url = options["published"], options["url"]
    for flag in ("source", "addressee", "note", "encoding"):
        if not options[flag].isprintable():
            raise CommandError(f"--{flag}: it holds characters that cannot be shown", returncode=2)
    try:
        datetime.datetime.strptime(published or "2000-01-01", "%Y-%m-%d")  # noqa: DTZ007
    except ValueError as error:
        raise CommandError(
            f"--published {published}: not a date; write it as 2022-11-02", returncode=2
        ) from error
    try:
        URLValidator(schemes=["http", "https"])(url or "https://example.org")
    except ValidationError as error:
        raise CommandError(
            f"--url {url}: not an address; write it as https://example.org/page", returncode=2
        ) from error
    return ingest.Particulars(
        url=url,
        published_on=published,
        source=options["source"].strip(),
        addressee=options["addressee"].strip(),
        encoding=options["encoding"],
        note=options["note"],
    )


def _files(paths: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a file and of what is wrong with it before it is even read ("" where nothing is)."""
    for name in paths:
        path = Path(name)
        if name == "-" or not name or not path.is_dir():
            yield name, "" if name else "a path is empty; name a file or folder"
            continue
        found = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in readers.SUFFIXES
            and file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
        if not found:
            yield name, f"{name}: no file in this folder can be read ({_kinds()})"
        yield from ((str(file), "") for file in found)


def _kinds() -> str:
    return ", ".join(sorted(readers.SUFFIXES))


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(readers.MAX_BYTES + 1)
    return ingest.load(Path(name))


def _shown(name: str) -> str:
    """The name as one line that any terminal and any database can hold."""
    return STDIN if name == "-" else "".join(c if c.isprintable() else "\ufffd" for c in name)


def _line(run: ImportRun) -> str:
    if run.outcome == ImportRun.Outcome.CREATED:
        title = _shown(run.article.title)
        told = f"created: {run.file}: article {run.article_id} “{title}”, {run.counts}"
        return f"{told}; but: {run.reason}" if run.reason else told
    if run.outcome == ImportRun.Outcome.UNCHANGED:
        return f"unchanged: {run.file}: article {run.article_id} holds these bytes already"
    return f"refused: {run.reason}"
