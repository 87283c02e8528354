"""The first page: what waits for me, what is due, where things stand. Each number leads to rows."""

from django.contrib.auth.models import User
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from claimtracker.models import Credibility, FollowUp, Status
from claimtracker.reports import trends
from claimtracker.reports.charts import Stacked
from claimtracker.reports.figures import Figure, adoption, figure, select
from claimtracker.reports.told import Reader, told

DOUBTED = (Credibility.DOUBTFUL.value, Credibility.IMPROBABLE.value)
FEW = 8
"""Rows of a list; the reports have them all."""


class Dashboard(Reader):
    """The start of the site; each part only for those who may see its rows."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the parts that the user's rights open; say so where there is none."""
        if request.GET:
            return told(request, 400, "This page takes no parameters; the reports do.")
        parts = {
            "queue": (("claim", "recommendation", "followup"), _queue),
            "mine": (("followup",), _mine),
            "watch": (("claim",), _watch),
            "statuses": (("recommendation",), _statuses),
            "moves": (("recommendation", "statuschange"), _moves),
            "adopters": (("recommendation", "actor"), _adopters),
            "imports": (("importrun", "article"), _imports),
        }
        context = {
            name: make(request.user)
            for name, (models, make) in parts.items()
            if request.user.has_perms([f"claimtracker.view_{model}" for model in models])
        }
        if not context:
            return told(request, 403, "You have no rights here yet: ask an administrator for them.")
        context["today"] = timezone.localdate()
        return render(request, "reports/dashboard.html", context)


def _queue(user: User) -> list[Figure]:
    """What waits for me, and what waits for anybody."""
    me = {"assignee": user.get_username()}
    return [
        figure("My checks overdue", "followups", due="overdue", **me),
        figure("My checks due soon", "followups", due="soon", **me),
        figure("My proposed claims", "claims", curation="proposed", **me),
        figure("My proposed recommendations", "recommendations", curation="proposed", **me),
        figure("All checks overdue", "followups", due="overdue"),
        figure("All checks due soon", "followups", due="soon"),
        figure("New claims proposed", "claims", curation="proposed"),
        figure("New recommendations proposed", "recommendations", curation="proposed"),
    ]


def _mine(user: User) -> list[FollowUp]:
    """My open follow-ups, the most urgent first."""
    return list(select("followups", due="any", assignee=user.get_username()).rows[:FEW])


def _watch(user: User) -> list[Figure]:
    """Claims that stand on one leg, or are spoken against."""
    return [
        figure("Single-sourced", "claims", single_sourced="yes", curation="accepted"),
        figure("Contested", "claims", contested="yes", curation="accepted"),
        figure("Denied", "claims", denied="yes", curation="accepted"),
        figure("Doubtful or improbable", "claims", credibility=DOUBTED, curation="accepted"),
    ]


def _statuses(user: User) -> list[dict]:
    """How many addressees stand where, and how long a bar is for that, in per cent."""
    found = [figure(status.label, "recommendations", status=status) for status in Status]
    most = max(one.count for one in found) or 1
    return [{"figure": one, "length": round(100 * one.count / most)} for one in found]


def _moves(user: User) -> Stacked:
    """Where they stood, month by month."""
    return trends.statuses(select("recommendations").rows)


def _adopters(user: User) -> list[dict]:
    """The actors most often addressed, and what each adopted."""
    addressed = select("recommendations").rows.order_by().filter(actor__isnull=False)
    most = addressed.values_list("actor", "actor__name").annotate(times=Count("pk"))
    return [
        {"pk": pk, "name": name, "adoption": adoption(actor=pk)}
        for pk, name, _times in most.order_by("-times", "actor__name")[:FEW]
    ]


def _imports(user: User) -> Stacked:
    """What was imported, month by month."""
    return trends.imports()
