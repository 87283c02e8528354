"""What a person can do with one statement here: each verb, the right it needs, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from claimtracker import actions
from claimtracker.actions import Conflict, Refused
from claimtracker.models import (
    Claim,
    ClaimKind,
    Curation,
    Recommendation,
    RelationKind,
    Stance,
    Strength,
)
from claimtracker.models.followups import Repeat
from claimtracker.models.statements import Statement
from claimtracker.models.vocabulary import Certainty
from claimtracker.readingroom.fields import BadInput, Fields


@dataclass(frozen=True)
class Verb:
    """`run` returns what to tell the person; `right` may name the kind of statement."""

    run: Callable[[Statement, Fields, User], str]
    right: str = "change_{kind}"


def _decided(statement: Statement, fields: Fields, by: User, curation: Curation, act) -> str:
    """Decide on the version that the person saw, and say who was first where somebody was."""
    with transaction.atomic():
        rows = type(statement).objects.select_for_update(of=("self",))
        now = rows.select_related("decided_by", "edited_by").get(pk=statement.pk)
        seen = fields.integer("version")
        if now.curation == Curation.PROPOSED and seen not in (None, now.version):
            raise Conflict(now)
        count = act([now])
    word = Curation(curation).label
    if count:
        return f"{word}."
    if now.decided_by == by:
        return f"{word} already."
    return f"{now.decided_by} {word.lower()} this already."


def accept(statement: Statement, fields: Fields, by: User) -> str:
    """Agree that the article says this."""
    reason = fields.text("reason", limit=None)
    return _decided(statement, fields, by, Curation.ACCEPTED,
                    lambda rows: actions.accept(rows, by=by, reason=reason))  # fmt: skip


def reject(statement: Statement, fields: Fields, by: User) -> str:
    """Say that it does not, and why."""
    reason = fields.text("reason", limit=None)
    return _decided(statement, fields, by, Curation.REJECTED,
                    lambda rows: actions.reject(rows, by=by, reason=reason))  # fmt: skip


def reopen(statement: Statement, fields: Fields, by: User) -> str:
    """Take the decision back."""
    count = actions.reopen([statement], by=by, reason=fields.text("reason", limit=None))
    return "Proposed again." if count else "It waits for a decision already."


def edit(statement: Statement, fields: Fields, by: User) -> str:
    """Change the fields that were sent."""
    statement.version = fields.needed("version")
    changes = _edited(statement, fields)
    actions.edit(statement, by=by, reason=fields.text("reason", limit=None), **changes)
    return "Saved."


def _edited(statement: Statement, fields: Fields) -> dict:
    readers: dict[str, Callable[[str], object]] = {
        "summary": lambda name: fields.text(name).strip(),
        "assignee": lambda name: _colleague(fields, name),
    }
    if isinstance(statement, Claim):
        readers |= {
            "kind": lambda name: fields.choice(name, ClaimKind.values),
            "certainty": lambda name: fields.choice(name, Certainty.values),
            "negated": fields.flag,
        }
    if isinstance(statement, Recommendation):
        readers |= {
            "action": lambda name: fields.text(name).strip(),
            "strength": lambda name: fields.choice(name, Strength.values),
            "modality": lambda name: fields.text(name).strip(),
            "purpose": lambda name: fields.text(name).strip(),
        }
    # A form leaves out a box that is not ticked, so the form says that it has one.
    return {
        name: read(name)
        for name, read in readers.items()
        if name in fields or f"{name}_asked" in fields
    }


def _colleague(fields: Fields, name: str) -> User | None:
    pk = fields.integer(name)
    if pk is None:
        return None
    found = User.objects.filter(pk=pk, is_staff=True, is_active=True).first()
    if found is None:
        raise BadInput(f"{name}: there is no such colleague.")
    return found


def span(statement: Statement, fields: Fields, by: User) -> str:
    """Make the quote stand on other characters, which have to be the ones that were sent."""
    start, exact = fields.needed("start"), fields.text("exact", limit=None)
    end = start + len(exact)
    if not exact or statement.article.text[start:end] != exact:
        raise Refused("The words are not at that place of the article. Load the page again.")
    statement.version = fields.needed("version")
    actions.move_span(statement, start=start, end=end, by=by)
    return "The quote stands on the new words."


def relate(claim: Statement, fields: Fields, by: User) -> str:
    """Say what this claim does to another."""
    if not isinstance(claim, Claim):
        raise BadInput("Only claims relate to claims.")
    kind = fields.choice("kind", RelationKind.values)
    other = Claim.objects.filter(pk=fields.needed("other")).first()
    if other is None:
        raise BadInput("other: there is no such claim.")
    actions.relate(claim, kind=kind, other=other, note=fields.text("note"), by=by)
    return f"{RelationKind(kind).label} “{other.short_quote}”."


def follow_up(statement: Statement, fields: Fields, by: User) -> str:
    """Plan a check."""
    if isinstance(statement, Claim):
        subject = {"claim": statement}
    else:
        addressee = statement.addressees.filter(pk=fields.needed("addressee")).first()
        if addressee is None:
            raise BadInput("addressee: it is none of this recommendation.")
        subject = {"addressee": addressee}
    months = fields.integer("repeat_months")
    if months is not None and months not in Repeat.values:
        raise BadInput("repeat_months: choose 1, 3, 6 or 12, or nothing.")
    planned = actions.schedule_follow_up(
        question=fields.text("question"),
        due_on=fields.day("due_on"),
        assignee=_colleague(fields, "assignee"),
        repeat_months=months,
        by=by,
        **subject,
    )
    return f"To be checked on {planned.due_on:%-d %B %Y}."


def evidence(claim: Statement, fields: Fields, by: User) -> str:
    """Add a link that speaks for or against the claim."""
    if not isinstance(claim, Claim):
        raise BadInput("Evidence about a recommendation belongs to its addressee.")
    actions.add_evidence(
        claim=claim,
        stance=fields.choice("stance", Stance.values),
        url=fields.text("url").strip(),
        note=fields.text("note"),
        by=by,
    )
    return "Evidence added."


def note(statement: Statement, fields: Fields, by: User) -> str:
    """Remark on it."""
    actions.add_note(text=fields.text("text"), by=by, **{statement._meta.model_name: statement})
    return "Noted."


def approve(statement: Statement, fields: Fields, by: User) -> str:
    """Agree with what another accepted."""
    return "Approved." if actions.approve([statement], by=by) else "Approved already."


def send_back(statement: Statement, fields: Fields, by: User) -> str:
    """Return it to who accepted it."""
    actions.send_back([statement], by=by, reason=fields.text("reason", limit=None))
    return "Sent back."


def resubmit(statement: Statement, fields: Fields, by: User) -> str:
    """Bring it to review again."""
    actions.resubmit([statement], by=by)
    return "Ready for review."


VERBS = {
    "accept": Verb(accept),
    "reject": Verb(reject),
    "reopen": Verb(reopen),
    "edit": Verb(edit),
    "span": Verb(span),
    "relate": Verb(relate, "add_relation"),
    "follow-up": Verb(follow_up, "add_followup"),
    "evidence": Verb(evidence, "add_evidence"),
    "note": Verb(note, "add_note"),
    "approve": Verb(approve, "review_{kind}"),
    "send-back": Verb(send_back, "review_{kind}"),
    "resubmit": Verb(resubmit),
}
