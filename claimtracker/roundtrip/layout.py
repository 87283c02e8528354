"""A layout: how another's table says what ours calls addressee, text, status and so on."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from claimtracker.models import ActorKind, Status, Strength

FOLDER = Path(__file__).parent / "layouts"
COLUMNS = (
    "reference", "addressee", "text", "recommender", "strength", "purpose",
    "published", "url", "status", "status_reason", "effective_on",
)  # fmt: skip
"""What a column can be for; `text` has to be there."""


class BadLayout(Exception):
    """The layout cannot be used; the message says why and what helps."""


@dataclass(frozen=True)
class Layout:
    """Their headers by our name, their status words, and what holds where a cell is empty."""

    columns: Mapping[str, str]
    status: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    delimiter: str = ""
    encoding: str = ""
    date_format: str = "%Y-%m-%d"
    strength: str = Strength.SHOULD
    addressee: str = ""
    addressee_kind: str = ActorKind.GOVERNMENT_BODY
    addressee_part_of: str = ""
    addressee_separator: str = ""
    recommender: str = ""
    recommender_kind: str = ActorKind.ORGANISATION
    as_of: str = ""  # the day on which the statuses stood so, where the rows do not say
    optional: bool = False  # whether columns but text may be missing in the file

    def status_of(self, word: str) -> str:
        """Return our status for their word; ValueError where the layout has none."""
        if not word.strip():
            return Status.OPEN
        known = {theirs.casefold(): ours for theirs, ours in self.status.items()}
        known |= {label.casefold(): value for value, label in Status.choices}
        known |= {value: value for value in Status.values}
        found = known.get(word.strip().casefold())
        if found is None:
            raise ValueError(f'the layout has no status for "{word[:60]}"; add it under [status]')
        return found

    def day(self, cell: str) -> datetime.date:
        """Return the date in a cell; ValueError unless it is written as the layout says."""
        try:
            return datetime.datetime.strptime(cell.strip(), self.date_format).date()  # noqa: DTZ007
        except ValueError:
            raise ValueError(f'"{cell[:40]}" is not a date written as {self.date_format}') from None


def names() -> list[str]:
    """Return the layouts that come along."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(name: str) -> Layout:
    """Return the layout in a file, or that comes along under the name; BadLayout where none is."""
    path = FOLDER / f"{name}.toml" if name in names() else Path(name)
    if not path.is_file():
        raise BadLayout(f"{name}: there is no such layout file; by name there are {_list(names())}")
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadLayout(f"{name}: it is no TOML: {error}") from error
    return _checked(name, said)


def _checked(name: str, said: dict) -> Layout:
    known = {each.name: each for each in fields(Layout)}
    columns, status = said.get("columns", {}), said.get("status", {})
    faults = [
        f"{key}: there is no such setting; there are {_list(known)}" for key in said.keys() - known
    ]
    faults += [
        f"columns.{key}: there is no such column; there are {_list(COLUMNS)}"
        for key in columns.keys() - set(COLUMNS)
    ]
    if "text" not in columns:
        faults.append("columns.text: name the column that holds the recommendation's text")
    allowed = {
        "strength": Strength.values,
        "addressee_kind": ActorKind.values,
        "recommender_kind": ActorKind.values,
    }
    given = [(key, said[key], values) for key, values in allowed.items() if key in said]
    given += [(f"status.{word}", value, Status.values) for word, value in status.items()]
    faults += [
        f'{key}: "{value}" is not offered; choose from {_list(values)}'
        for key, value, values in given
        if value not in values
    ]
    if faults:
        raise BadLayout(f"{name}: {'; '.join(faults)}")
    return Layout(**said)


def _list(names) -> str:
    return ", ".join(names)
