"""The first page: what is due, what waits for a decision, where recommendations stand."""

from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils import timezone

from claimtracker.admin import show
from claimtracker.models import (
    Addressee,
    Article,
    Claim,
    Curation,
    FollowUp,
    ImportRun,
    Recommendation,
    Status,
)

FEW = 8


def context(request: HttpRequest, page: dict) -> dict:
    """Add what the dashboard shows; each part only for those who may see its rows."""
    parts = {
        "followups": ("view_followup", _followups),
        "waiting": ("view_article", _waiting),
        "statuses": ("view_addressee", _statuses),
        "articles": ("view_article", _articles),
        "imports": ("view_importrun", _imports),
    }
    page.update(
        {
            name: make(request.user)
            for name, (right, make) in parts.items()
            if request.user.has_perm(f"claimtracker.{right}")
        }
    )
    page["title"] = "Dashboard"
    return page


def _followups(user: User) -> dict:
    """My open follow-ups, the most urgent first, and how many are late."""
    today = timezone.localdate()
    mine = FollowUp.objects.open().filter(assignee=user)
    counts = FollowUp.objects.open().aggregate(
        mine=Count("pk", filter=Q(assignee=user)),
        late=Count("pk", filter=Q(assignee=user, due_on__lt=today)),
        nobody=Count("pk", filter=Q(assignee=None)),
    )
    return {
        "rows": [
            {"row": row, "url": show.page(row), "late": row.due_on < today}
            for row in mine.with_subject()[:FEW]
        ],
        "counts": counts,
        "mine": show.rows(FollowUp, due="open", assigned="me"),
        "late": show.rows(FollowUp, due="overdue", assigned="me"),
        "nobody": show.rows(FollowUp, due="open", assigned="nobody"),
    }


def _waiting(user: User) -> list[dict]:
    """Articles with proposals to decide on, those with the most first."""
    claims, recommendations = (
        dict(model.objects.proposed().order_by().values_list("article").annotate(Count("pk")))
        for model in (Claim, Recommendation)
    )
    most = sorted(
        claims.keys() | recommendations.keys(),
        key=lambda key: (-claims.get(key, 0) - recommendations.get(key, 0), key),
    )[:FEW]
    titles = dict(Article.objects.filter(pk__in=most).values_list("pk", "title"))
    return [
        {
            "title": titles[key],
            "url": show.rows(Article).rstrip("/") + f"/{key}/change/",
            "claims": _proposed(Claim, claims.get(key, 0), key),
            "recommendations": _proposed(Recommendation, recommendations.get(key, 0), key),
        }
        for key in most
    ]


def _proposed(model, number: int, article: int) -> object:
    return show.count(model, number, article=article, curation__exact=Curation.PROPOSED)


def _statuses(user: User) -> list[dict]:
    """How many addressees stand where, each number leading to its rows."""
    standing = Addressee.objects.standing().order_by().values_list("status")
    counts = dict(standing.annotate(Count("pk")))
    return [
        {
            "label": status.label,
            "count": counts.get(status, 0),
            "tone": show.TONES[status],
            "url": show.rows(Addressee, status__exact=status, standing="yes"),
        }
        for status in Status
    ]


def _articles(user: User) -> list[dict]:
    """The newest articles."""
    newest = Article.objects.select_related("source__actor")[:FEW]
    return [{"row": row, "url": show.page(row)} for row in newest]


def _imports(user: User) -> list[dict]:
    """The last imports."""
    runs = ImportRun.objects.select_related("article", "by").defer(*show.WITHOUT_TEXT)[:FEW]
    return [{"row": run, "chip": show.choice_chip(run, "outcome")} for run in runs]
