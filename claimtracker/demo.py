"""The demo: the seed article as a careful person curated it, and one user a role.

Everything goes through the real command and the real verbs, and says nothing that the article
does not say. Setting up twice changes nothing.
"""

import datetime
import hashlib
import json
import os
import secrets

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from claimtracker import actions
from claimtracker.models import Addressee, Article, Claim, Recommendation
from claimtracker.models.roles import RIGHTS
from claimtracker.models.statements import Statement

SEEDS = settings.BASE_DIR / "seeds"
CURATED = settings.BASE_DIR / "fixtures" / "curated.json"


@transaction.atomic
def set_up() -> dict[str, str]:
    """Make users, import the seed and curate it. Returns the passwords of users just made."""
    passwords = _make_users()
    curated = json.loads(CURATED.read_text(encoding="utf-8"))
    seed = SEEDS / curated["file"]
    sha256 = hashlib.sha256(seed.read_bytes()).hexdigest()
    if not Article.objects.filter(sha256=sha256).exists():
        shown = os.path.relpath(seed)  # what the record says; no path of this machine
        call_command("import_article", shown, by="analyst", note="The demo's seed article.")
        _curate(Article.objects.get(sha256=sha256), curated)
    return passwords


def _make_users() -> dict[str, str]:
    """One user a role, named after it, with a random password."""
    passwords = {}
    for role in RIGHTS:
        username = role.lower()
        if not User.objects.filter(username=username).exists():
            passwords[username] = secrets.token_urlsafe(12)
            user = User.objects.create_user(username, password=passwords[username], is_staff=True)
            user.groups.add(Group.objects.get(name=role))
    return passwords


def _curate(article: Article, curated: dict) -> None:
    people = {user.username: user for user in User.objects.filter(username__in=_roles())}
    analyst = people["analyst"]
    for model, key in ((Claim, "claims"), (Recommendation, "recommendations")):
        for entry in curated[key]:
            _decide(_find(model, article, entry["quote"]), entry, analyst)
    for entry in curated["relations"]:
        actions.relate(
            _find(Claim, article, entry["quote"]),
            kind=entry["kind"],
            other=_find(Claim, article, entry["other"]),
            note=entry["note"],
            by=analyst,
        )
    for entry in curated["addressees"]:
        actions.set_priority(
            [_addressee(article, entry)], priority=True, reason=entry["reason"], by=analyst
        )
    for entry in curated["follow_ups"]:
        actions.schedule_follow_up(
            addressee=_addressee(article, entry),
            question=entry["question"],
            due_on=_due(entry),
            repeat_months=entry.get("repeat_months"),
            assignee=people[entry["assignee"]],
            by=analyst,
        )


def _decide(statement: Statement, entry: dict, by: User) -> None:
    if entry["decision"] == "accepted":
        actions.accept([statement], reason=entry.get("reason", ""), by=by)
    else:
        actions.reject([statement], reason=entry["reason"], by=by)
    if "summary" in entry:
        statement.refresh_from_db()
        statement.summary = entry["summary"]
        statement.save()


def _find(model: type[Statement], article: Article, quote: str) -> Statement:
    """The proposal that shares most with the quote; LookupError where none shares half."""
    start = article.text.index(quote)
    end = start + len(quote)

    def shared(row: Statement) -> float:
        common = min(end, row.end) - max(start, row.start)
        return common / (max(end, row.end) - min(start, row.start))

    best = max(model.objects.filter(article=article), key=shared, default=None)
    if best is None or shared(best) < 0.5:  # noqa: PLR2004  half of both together
        raise LookupError(f"{CURATED.name}: nothing proposed for {quote!r}")
    return best


def _addressee(article: Article, entry: dict) -> Addressee:
    recommendation = _find(Recommendation, article, entry["recommendation"])
    return recommendation.addressees.get(actor__name=entry["actor"])


def _due(entry: dict) -> datetime.date:
    if "due_on" in entry:
        return datetime.date.fromisoformat(entry["due_on"])
    return timezone.localdate() + datetime.timedelta(days=entry["due_in_days"])


def _roles() -> list[str]:
    return [role.lower() for role in RIGHTS]
