"""A file against the database: what it would change, what is wrong with it, who came between."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import models

from claimtracker.roundtrip.kinds import Cells, Kind, Part, Values, kind_of
from claimtracker.roundtrip.table import Problem, Row, Table, Unreadable

Place = tuple[type[models.Model], int, str]

CHUNK = 500
"""Rows compared at a time."""


@dataclass(frozen=True)
class Change:
    """A cell that differs: as it is, and as the file has it."""

    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Edit:
    """What a row changes of one record."""

    part: Part
    record: models.Model
    values: Values
    conflict: str = ""  # who changed the record since the export

    def place(self, column: str) -> Place:
        """Name the cell of the record, for rows that share one."""
        return self.part.model, self.record.pk, column


@dataclass
class Compared:
    """A row of the file and what is to become of it."""

    row: Row
    title: str = ""
    address: str = ""
    changes: list[Change] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def conflicts(self) -> list[str]:
        """Who changed since the export what this row would change."""
        return [edit.conflict for edit in self.edits if edit.conflict]

    @property
    def clean(self) -> bool:
        """Whether nothing stands against it."""
        return not self.conflicts and not self.problems

    def blame(self, column: str, message: str) -> None:
        """Add a problem of this row."""
        self.problems.append(Problem(self.row.number, column, message))


@dataclass
class Comparison:
    """A whole file, compared. `problems` are the file's own: of its header, or of torn rows."""

    kind: Kind
    problems: list[Problem]
    rows: list[Compared] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)  # column that is not imported -> rows
    agreed: set[Place] = field(default_factory=set)  # cells that are as they are stored

    def note(self, column: str) -> None:
        """Count a row that differs in a column that is not imported."""
        self.notes[column] = self.notes.get(column, 0) + 1

    @property
    def changed(self) -> list[Compared]:
        """The rows that can be carried out."""
        return [row for row in self.rows if row.clean and row.edits]

    @property
    def conflicts(self) -> list[Compared]:
        """The rows that somebody changed since the export."""
        return [row for row in self.rows if row.conflicts]

    @property
    def all_problems(self) -> list[Problem]:
        """Every problem, in the order of the file."""
        found = [*self.problems, *(problem for row in self.rows for problem in row.problems)]
        return sorted(found)

    @property
    def clean(self) -> bool:
        """Whether every row is."""
        return not self.problems and all(row.clean for row in self.rows)


def compare(
    table: Table,
    *,
    by: User,
    hold: bool = False,
    watch: Callable[[Iterable], Iterable] = iter,
) -> Comparison:
    """Compare a file with what is stored, for a user. Unreadable where it is no such file.

    With `hold` the rows are locked until the transaction ends. `watch` goes round the chunks, to
    show how far it has got.
    """
    kind = kind_of(table.header)
    if kind is None:
        raise Unreadable(
            "This is no export of claims, recommendations or actors: it has no column claim_id, "
            "addressee_id or actor_id."
        )
    result = Comparison(kind, [*table.problems, *_header_problems(kind, table.header)])
    needed = kind.parts[0].rights
    if lacking := [right for right in needed if not by.has_perm(right)]:
        result.problems.append(Problem(1, "", f"you lack the right {', '.join(lacking)}"))
    if any(problem.row == 1 for problem in result.problems):
        return result  # nothing below such a header can be trusted
    faulty = {problem.row for problem in table.problems}
    rows = [Compared(row) for row in table.rows if row.number not in faulty]
    result.rows = _identified(kind, rows)
    for at in watch(range(0, len(rows), CHUNK)):
        _compare_chunk(result, rows[at : at + CHUNK], by, hold)
    _reconcile(result)
    return result


def _header_problems(kind: Kind, header: list[str]) -> Iterator[Problem]:
    for name in header:
        if name and name not in kind.names:
            yield Problem(1, name, "there is no such column in this export; take it out")
    for name in kind.required:
        if name not in header:
            yield Problem(1, name, "this column is missing; export again and keep it")


def _identified(kind: Kind, rows: list[Compared]) -> list[Compared]:
    """Blame rows without an id of their own."""
    seen: dict[str, int] = {}
    for each in rows:
        key = each.row.cells[kind.key].strip()
        if not (key.isascii() and key.isdecimal()) or len(key) > 18:  # noqa: PLR2004  bigint
            each.blame(kind.key, f'"{key[:40]}" is no id; rows are changed here, never added')
        elif key in seen:
            each.blame(kind.key, f"{key} stands in row {seen[key]} too; leave one of them")
        else:
            seen[key] = each.row.number
    return rows


def _compare_chunk(result: Comparison, rows: list[Compared], by: User, hold: bool) -> None:
    kind = result.kind
    known = [each for each in rows if not each.problems]
    keys = [int(each.row.cells[kind.key]) for each in known]
    found = kind.report.rows().filter(pk__in=keys)
    stored = {row.pk: row for row in (found.select_for_update(of=kind.locks) if hold else found)}
    for each, key in zip(known, keys, strict=True):
        row = stored.get(key)
        if row is None:
            each.blame(kind.key, f"there is no {kind.key.removesuffix('_id')} {key}")
        else:
            _compare_row(result, each, row, by)


@dataclass(frozen=True)
class _Pair:
    """A record's row as it is stored (`then`, by column) and as the file has it (`now`)."""

    stored: models.Model
    then: Cells
    now: Cells

    def differs(self, name: str) -> bool:
        return name in self.now and not _same(self.now[name], self.then[name])


def _compare_row(result: Comparison, each: Compared, stored: models.Model, by: User) -> None:
    kind = result.kind
    then = {column.name: _text(column.value(stored)) for column in kind.report.columns}
    pair = _Pair(stored, then, each.row.cells)
    each.title, each.address = _title(then), then["address"]
    for name in filter(pair.differs, kind.checked):
        each.blame(name, "it is not what was exported; put it back, it is never changed here")
    if each.problems:
        return
    for name in filter(pair.differs, pair.now):
        if name not in kind.editable and name not in kind.required:
            result.note(name)
    for part in kind.parts:
        values = _values(each, part, pair)
        key = part.record(stored).pk
        alike = (name for name in part.columns if name in pair.now and name not in values)
        result.agreed.update((part.model, key, name) for name in alike)
        if values:
            _add_edit(each, part, pair, values, by)
        elif not each.problems:
            for name in filter(pair.differs, part.also):
                result.note(name)


def _values(each: Compared, part: Part, pair: _Pair) -> Values:
    """What the row changes in this part, read and checked; faults are the row's."""
    values: Values = {}
    for name in filter(pair.differs, part.columns):
        try:
            values[name] = part.columns[name](pair.now[name])
        except ValueError as error:
            each.blame(name, str(error))
    if not each.problems:
        for name, message in part.check(values, pair.now, pair.then):
            each.blame(name, message)
    return values


def _add_edit(each: Compared, part: Part, pair: _Pair, values: Values, by: User) -> None:
    if lacking := [right for right in part.rights if not by.has_perm(right)]:
        each.blame(min(values), f"you lack the right {', '.join(lacking)}")
    record = part.record(pair.stored)
    each.changes += [Change(name, pair.then[name], pair.now[name]) for name in values]
    conflict, exported = "", pair.now[part.version].strip()
    if exported != str(record.version):
        conflict = (
            f"{_last_editor(record)} changed this {part.noun} since the export: "
            f"version {record.version} now, {exported[:10] or 'none'} in the file"
        )
    each.edits.append(Edit(part, record, values, conflict))


def _reconcile(result: Comparison) -> None:
    """A record that several rows show is changed once; two that want different things are told.

    Where one of them has been carried out before, the other's old cell is no change back.
    """
    first: dict[Place, tuple[int, object]] = {}
    for each in result.rows:
        for edit in each.edits:
            for name, value in list(edit.values.items()):
                number, wanted = first.setdefault(edit.place(name), (each.row.number, value))
                is_old = edit.conflict and edit.place(name) in result.agreed
                if number == each.row.number and not is_old:
                    continue
                if wanted != value:
                    message = f"row {number} gives this {edit.part.noun} another; make them agree"
                    each.blame(name, message)
                del edit.values[name]
        each.edits = [edit for edit in each.edits if edit.values]


def _last_editor(record: models.Model) -> str:
    event = record.events.order_by("-pgh_id").first()
    user = ((event and event.pgh_context) or {}).get("user")
    found = get_user_model().objects.filter(pk=user).first() if user else None
    return found.get_username() if found else "Somebody"


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _same(one: str, other: str) -> bool:
    """Whether two cells say the same; spreadsheets change the kind of line break."""
    return one == other or _lines(one) == _lines(other)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _title(cells: Cells) -> str:
    line = " ".join((cells.get("exact") or cells.get("name") or "").split())
    return line if len(line) <= 120 else f"{line[:119]}…"  # noqa: PLR2004
