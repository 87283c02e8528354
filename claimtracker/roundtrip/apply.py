"""Carrying a file out: through the verbs, in one transaction, under locks. A preview does the
same and takes all of it back, so that it knows every refusal that the real thing would meet.
"""

from collections.abc import Callable, Iterable

from django.contrib.auth.models import User
from django.db import transaction

from claimtracker import actions
from claimtracker.models.record import on_record
from claimtracker.roundtrip.compare import Compared, Comparison, compare
from claimtracker.roundtrip.table import Table, Unreadable

Watch = Callable[[Iterable], Iterable]


class NotApplied(Exception):
    """Nothing was changed, for something stands against it. `comparison` says what."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__("Nothing was changed: not every row is clean.")
        self.comparison = comparison


def preview(
    table: Table, *, by: User, file: str, at_most: int | None = None, watch: Watch = iter
) -> Comparison:
    """Return what a file would change, and all that stands against it; changes nothing.

    Unreadable where it would change more rows than `at_most`: somebody waits for the answer.
    """
    with transaction.atomic():
        comparison = compare(table, by=by, watch=watch)
        if at_most is not None and len(comparison.changed) > at_most:
            raise Unreadable(
                f"It changes {len(comparison.changed):,} rows, and a page changes {at_most:,} at "
                "a time: split it, or use the command import_changes."
            )
        _carry_out(comparison, by, file)
        transaction.set_rollback(True)
    return comparison


def apply(
    table: Table, *, by: User, file: str, clean_rows_only: bool = False, watch: Watch = iter
) -> Comparison:
    """Change what the file says, on record as "import of FILE"; return what was done.

    NotApplied unless every row is clean, or only the clean ones are asked for. A file with a
    wrong header changes nothing either way.
    """
    with transaction.atomic():
        comparison = compare(table, by=by, hold=True, watch=watch)
        _carry_out(comparison, by, file)
        if not comparison.clean and not clean_rows_only:
            transaction.set_rollback(True)
    if not comparison.clean and not clean_rows_only:
        raise NotApplied(comparison)
    return comparison


def _carry_out(comparison: Comparison, by: User, file: str) -> None:
    with on_record(reason=f"import of {file}", file=file):
        for row in comparison.changed:
            _carry_out_row(row, by)


def _carry_out_row(row: Compared, by: User) -> None:
    try:
        with transaction.atomic():
            for edit in row.edits:
                edit.part.carry_out(edit.record, edit.values, row.row.cells, by)
    except actions.Refused as refused:
        row.blame(row.changes[0].column if len(row.changes) == 1 else "", str(refused))
