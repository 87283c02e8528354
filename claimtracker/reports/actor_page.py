"""The page of one actor: what it was told, what it did about it, what it says and denies."""

import statistics
from dataclasses import dataclass

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from claimtracker.models import Actor, Recommender, Status, Strength
from claimtracker.reports.figures import CLOSED, Figure, adoption, figure, select
from claimtracker.reports.filters import published
from claimtracker.reports.timeline import events
from claimtracker.reports.told import Reader, told

VOICES = 8
"""Recommenders that are named; the report has them all."""


@dataclass(frozen=True)
class Closing:
    """How long it took: the median of days, and of how many closed rows the dates are known."""

    median: float | None
    known: int


class ActorPage(Reader):
    """One actor, with its parts. `?approved=yes` counts approved statements only."""

    http_method_names = ["get", "head"]

    def permissions(self) -> list[str]:
        """It shows rows of four reports, so it needs the rights of them all."""
        seen = ("actor", "recommendation", "claim", "followup")
        return [f"claimtracker.view_{model}" for model in seen]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the actor; one that was merged leads to what it turned out to be."""
        actor = Actor.objects.select_related("part_of").filter(pk=pk).first()
        if actor is None:
            return told(request, 404, "There is no such actor. It may have been merged or deleted.")
        if actor.merged_into_id:
            return redirect("reports:actor", pk=actor.merged_into_id)
        if dict(request.GET.lists()) not in ({}, {"approved": ["yes"]}):
            return told(request, 400, "This page takes approved=yes, once, and nothing else.")
        return render(request, "reports/actor.html", page(actor, request.GET.dict()))


def page(actor: Actor, limit: dict[str, str]) -> dict:
    """Return all that the page shows; `limit` is approved=yes or nothing."""
    addressed = select("recommendations", actor=actor.pk, **limit).rows
    said = select("claims", said_by=actor.pk, **limit).rows
    return {
        "actor": actor,
        "parts": actor.parts.current(),
        "aliases": [one.text for one in actor.aliases.all() if one.text != actor.name],
        "approved": bool(limit),
        "adoption": adoption(actor=actor.pk, **limit),
        "closing": _closing(select("recommendations", actor=actor.pk, status=CLOSED, **limit).rows),
        "statuses": [
            figure(status.label, "recommendations", actor=actor.pk, status=status, **limit)
            for status in Status
        ],
        "strengths": [
            figure(one.label, "recommendations", actor=actor.pk, strength=one, **limit)
            for one in reversed(Strength)
        ],
        "voices": _voices(actor, addressed, limit),
        "overdue": figure("Overdue checks", "followups", actor=actor.pk, due="overdue"),
        "soon": figure("Checks due soon", "followups", actor=actor.pk, due="soon"),
        "claims": [
            figure("Claims made by it", "claims", said_by=actor.pk, **limit),
            figure("Claims about it", "claims", about=actor.pk, **limit),
            figure("Denials made by it", "claims", said_by=actor.pk, kind="denial", **limit),
            figure("Claims of others that it denies", "claims", denied_by=actor.pk, **limit),
        ],
        "events": events(said, addressed),
    }


def _voices(actor: Actor, addressed, limit: dict[str, str]) -> list[Figure]:
    """Return who recommends most to the actor."""
    recommendations = addressed.order_by().values("recommendation")
    heard = Recommender.objects.filter(recommendation__in=recommendations).order_by()
    most = heard.values_list("actor", "actor__name").annotate(times=Count("pk"))
    return [
        figure(name, "recommendations", actor=actor.pk, recommended_by=pk, **limit)
        for pk, name, _times in most.order_by("-times", "actor__name")[:VOICES]
    ]


def _closing(closed) -> Closing:
    """Count the days from publication (or its lower bound) to the day the status took effect."""
    dates = closed.order_by().annotate(out=published("recommendation__article"))
    known = dates.filter(out__isnull=False).values_list("out", "status_since")
    days = [(since - out).days for out, since in known if since]
    return Closing(statistics.median(days) if days else None, len(days))
