"""Two versions of one statement side by side: what is stored, and what a person typed meanwhile."""

from dataclasses import dataclass

from claimtracker.models.statements import Statement
from claimtracker.readingroom.fields import Fields

COMPARED = ("summary", "kind", "certainty", "negated", "action", "strength", "modality", "purpose",
            "assignee", "exact", "start")  # fmt: skip


@dataclass(frozen=True)
class Version:
    """One field: the value that is stored, and the one that was not saved."""

    name: str
    label: str
    theirs: str
    yours: str


def beside(now: Statement, fields: Fields) -> list[Version]:
    """Return the fields that the person sent and that differ from what is stored."""
    found = []
    for name in COMPARED:
        if not (hasattr(now, name) and (name in fields or f"{name}_asked" in fields)):
            continue
        field = now._meta.get_field(name)
        stored = getattr(now, field.attname)
        if isinstance(stored, bool):
            typed, stored_shown = fields.flag(name), stored
        else:
            typed = str(fields.given[name] or "")
            stored_shown = "" if stored is None else str(stored)
        if typed != stored_shown:
            label = str(field.verbose_name)
            found.append(Version(name, label, str(stored_shown), str(typed)))
    return found
