"""Cue words as data: one list a file, read once, checked, and extendable by a deployment.

A file holds one entry a line; `#` opens a comment, ` | ` parts the columns of an entry. The
folder named by the environment variable CLAIMTRACKER_LEXICONS may hold files of the same
names: their entries are added to ours, and win where both have the same first column.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lexicons"
EXTRA_FOLDER = "CLAIMTRACKER_LEXICONS"

Row = tuple[str, ...]
MAX_COLUMNS = 9

VOWELS = "aeiou"


class LexiconError(ValueError):
    """A word list is missing or has a malformed line; the message names file and line."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"word list {where}: {reason}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a word list and where it stands."""

    row: Row
    path: Path
    line: int


@cache
def entries(name: str, columns: int) -> tuple[Entry, ...]:
    """Return the entries of list `name`, ours first; a deployment's win over ours."""
    found = {entry.row[0]: entry for entry in _read(FOLDER / f"{name}.txt", columns)}
    extra = _extra_folder()
    if extra and (extra / f"{name}.txt").is_file():
        found.update((entry.row[0], entry) for entry in _read(extra / f"{name}.txt", columns))
    return tuple(found.values())


def rows(name: str, columns: int = 1) -> tuple[Row, ...]:
    """Return the rows of list `name`, each filled up to `columns` cells, in file order."""
    return tuple(entry.row for entry in entries(name, columns))


def check() -> None:
    """Read every list, ours and a deployment's; raise LexiconError at the first that is wrong."""
    extra = _extra_folder()
    if extra and not extra.is_dir():
        raise LexiconError(extra, 0, f"{EXTRA_FOLDER} names no folder")
    for path in sorted(extra.glob("*.txt")) if extra else ():
        if not (FOLDER / path.name).is_file():
            raise LexiconError(path, 0, "there is no list of this name to add to")
    for path in sorted(FOLDER.glob("*.txt")):
        entries(path.stem, MAX_COLUMNS)


def _extra_folder() -> Path | None:
    folder = os.environ.get(EXTRA_FOLDER, "")
    return Path(folder) if folder else None


def _read(path: Path, columns: int) -> Iterator[Entry]:
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise LexiconError(path, 0, "no such file") from None
    except UnicodeDecodeError as error:
        raise LexiconError(path, 0, f"byte {error.start} is not UTF-8") from None
    for number, line in enumerate(content.splitlines(), start=1):
        entry = line.split("#", 1)[0].strip()
        if not entry:
            continue
        row = tuple(cell.strip() for cell in entry.split("|"))
        if len(row) > columns:
            raise LexiconError(path, number, f"{len(row)} columns, at most {columns} are read")
        if not row[0]:
            raise LexiconError(path, number, "the first column is empty")
        yield Entry(row + ("",) * (columns - len(row)), path, number)


def words(name: str) -> tuple[str, ...]:
    """Return the first column of list `name`."""
    return tuple(row[0] for row in rows(name, MAX_COLUMNS))


def table(name: str, allowed: Iterable[str] = ()) -> dict[str, str]:
    """Return a two-column list as a mapping; `allowed` are the only values it may hold."""
    permitted = sorted(allowed)
    for entry in entries(name, 2):
        if permitted and entry.row[1] not in permitted:
            reason = f"{entry.row[1]!r} is none of {', '.join(permitted)}"
            raise LexiconError(entry.path, entry.line, reason)
    return {entry.row[0]: entry.row[1] for entry in entries(name, 2)}


def alternatives(phrases: Iterable[str]) -> str:
    """Return a regex alternation of literal phrases, the longest first; a final * is any ending."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(
        re.escape(phrase[:-1]) + r"[\w-]*" if phrase.endswith("*") else re.escape(phrase)
        for phrase in ordered
    )


def matcher(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a case-blind regex that finds any of the phrases as whole words."""
    return re.compile(rf"(?<![\w'-])(?:{alternatives(phrases)})(?![\w])", re.IGNORECASE)


def inflect(base: str, past: str = "") -> dict[str, str]:
    """Return the forms of an English verb: base, s, ed, ing -> the form itself.

    `past` gives irregular past forms, parted by spaces. A phrasal verb ("point out") inflects
    its first word.
    """
    verb, _, particle = base.partition(" ")
    tail = f" {particle}" if particle else ""
    if verb.endswith("e"):
        stem_s, stem_ed, stem_ing = verb + "s", verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in VOWELS:
        stem_s, stem_ed, stem_ing = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    else:
        doubled = verb + verb[-1] if _doubles(verb) else verb
        sibilant = verb.endswith(("s", "x", "z", "ch", "sh", "o"))
        stem_s = verb + ("es" if sibilant else "s")
        stem_ed, stem_ing = doubled + "ed", doubled + "ing"
    forms = {"base": verb + tail, "s": stem_s + tail, "ing": stem_ing + tail}
    forms["ed"] = "/".join(p + tail for p in past.split()) if past else stem_ed + tail
    return forms


DOUBLING = frozenset(
    "admit ban commit compel cut deter drop equip get hit let permit plan put quit refer run "
    "set shut stem step stop strip submit swap transfer transmit win".split()
)


def _doubles(verb: str) -> bool:
    return verb in DOUBLING


def both_numbers(*nouns: str) -> tuple[str, ...]:
    """Return nouns with their other number: "agency" and "agencies"."""
    found = list(nouns)
    for noun in nouns:
        if noun.endswith("ies"):
            found.append(noun[:-3] + "y")
        elif noun.endswith("s") and not noun.endswith("ss"):
            found.append(noun[:-1])
        elif noun.endswith("o"):
            found.append(noun + "s")  # memos, photos: unlike a verb's "vetoes"
        else:
            found.append(inflect(noun)["s"] if " " not in noun else noun + "s")
    return tuple(dict.fromkeys(found))


@cache
def verb_forms(name: str) -> dict[str, tuple[str, str]]:
    """Return every form of the verbs of list `name` as form -> (base, base|s|ed|ing).

    Where two forms fall together ("put") the base wins, as finite as it is.
    """
    found: dict[str, tuple[str, str]] = {}
    for base, past in rows(name, 2):
        forms = inflect(base, past)
        for label in ("ing", "ed", "s", "base"):
            for form in forms[label].split("/"):
                found[form] = (base, label)
    return found
