"""The active statement beside the text: what it says, whose it is, and what can be done with it."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import F, Q
from django.db.models.functions import Abs
from django.utils import timezone

from claimtracker.actions.followup import add_months
from claimtracker.models import (
    Claim,
    ClaimKind,
    Curation,
    Recommendation,
    RelationKind,
    Review,
    Stance,
    Strength,
)
from claimtracker.models.followups import Repeat
from claimtracker.models.statements import Statement
from claimtracker.models.vocabulary import Certainty
from claimtracker.readingroom.history import history
from claimtracker.readingroom.room import key, kind_of

FOUND = 20
"""Claims that a search for another claim offers."""

PASSIVE = {RelationKind.DENIES: "denied by", RelationKind.DISPUTES: "disputed by",
          RelationKind.SUPPORTS: "supported by", RelationKind.REPEATS: "repeated by",
          RelationKind.QUALIFIES: "qualified by", RelationKind.CORRECTS: "corrected by",
          RelationKind.UPDATES: "updated by"}  # fmt: skip
CONFIRMING = {"supports", "repeats", "supported by", "repeated by"}
OFFERED = (RelationKind.REPEATS, RelationKind.DENIES, RelationKind.DISPUTES)


def panel(statement: Statement, person: User) -> dict:
    """Return all that the panel of one statement shows to this person."""
    kind = kind_of(statement)
    context = {
        "statement": statement,
        "key": key(statement),
        "kind": kind,
        "may": rights(person, kind),
        "four_eyes": settings.FOUR_EYES,
        "own": person in (statement.decided_by, statement.edited_by),
        "reviewable": statement.review in (Review.READY, Review.APPROVED, Review.RETURNED),
        "proposed": statement.curation == Curation.PROPOSED,
        "history": history(statement),
        "notes": statement.notes.select_related("by"),
        "staff": User.objects.filter(is_staff=True, is_active=True).order_by("username"),
        "next_quarter": add_months(timezone.localdate(), 3),
        "repeats": Repeat.choices,
        "stances": Stance.choices,
    }
    return context | (_claim(statement) if isinstance(statement, Claim) else _ask(statement))


def _claim(claim: Claim) -> dict:
    apart = ("other__search", "other__article__text", "other__article__original")
    against = ("claim__search", "claim__article__text", "claim__article__original")
    relations = [
        (relation.get_kind_display().lower(), relation.other, relation.note)
        for relation in claim.relations.select_related("other__article").defer(*apart)
    ]
    relations += [
        (PASSIVE[RelationKind(relation.kind)], relation.claim, relation.note)
        for relation in claim.related_by.select_related("claim__article").defer(*against)
    ]
    alike = [one.other for one in claim.likenesses.select_related("other__article").defer(*apart)]
    alike += [one.claim for one in claim.liked_by.select_related("claim__article").defer(*against)]
    return {
        "chain": claim.attribution.select_related("actor"),
        "actors": claim.actors.all(),
        "relations": relations,
        "denied": any(does == PASSIVE[RelationKind.DENIES] for does, _, _ in relations),
        "alone": not any(does in CONFIRMING for does, _, _ in relations),
        "alike": alike,
        "others": alike + [other for other in near(claim) if other not in alike],
        "evidence": claim.evidence.select_related("by", "article").defer(
            "article__text", "article__original"
        ),
        "followups": claim.followups.select_related("assignee"),
        "assessment": claim.assessments.select_related("by").first(),
        "kinds": ClaimKind.choices,
        "certainties": Certainty.choices,
        "relation_kinds": [(kind.value, kind.label) for kind in OFFERED]
        + [(kind.value, kind.label) for kind in RelationKind if kind not in OFFERED],
    }


def _ask(recommendation: Recommendation) -> dict:
    addressees = list(recommendation.addressees.select_related("actor"))
    return {
        "recommenders": recommendation.recommenders.all(),
        "addressees": addressees,
        "obstacles": recommendation.obstacles.defer("prefix", "suffix"),
        "followups": [
            followup
            for addressee in addressees
            for followup in addressee.followups.select_related("assignee")
        ],
        "strengths": Strength.choices,
    }


def rights(person: User, kind: str) -> dict[str, bool]:
    """What this person may do with a statement of the kind."""
    may = {
        "change": f"change_{kind}",
        "review": f"review_{kind}",
        "relate": "add_relation",
        "follow": "add_followup",
        "evidence": "add_evidence",
        "note": "add_note",
    }
    return {what: person.has_perm(f"claimtracker.{right}") for what, right in may.items()}


def near(claim: Claim) -> list[Claim]:
    """Other claims of the same article, those that stand closest first."""
    rows = Claim.objects.filter(article=claim.article_id).exclude(pk=claim.pk).standing()
    rows = rows.exclude(curation=Curation.REJECTED).select_related("article")
    rows = rows.defer("search", "article__text", "article__original")
    return list(rows.order_by(Abs(F("start") - claim.start), "pk")[:FOUND])


def matching(words: str, claim: Claim) -> list[Claim]:
    """Claims that hold the words, of this article first; a word may be half typed."""
    rows = Claim.objects.exclude(pk=claim.pk).exclude(curation=Curation.REJECTED).standing()
    rows = rows.select_related("article").defer("search", "article__text", "article__original")
    here = rows.filter(article=claim.article_id).filter(
        Q(exact__icontains=words) | Q(summary__icontains=words)
    )
    elsewhere = rows.exclude(article=claim.article_id).matching(words).order_by("-pk")
    found = list(here.order_by("start")[:FOUND])
    return found + list(elsewhere[: FOUND - len(found)])
