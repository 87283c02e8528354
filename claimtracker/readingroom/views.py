"""The pages of the reading room: the article, the panel of one statement, what changed since."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claimtracker.models import Article, ClaimKind, Strength
from claimtracker.models.statements import Statement
from claimtracker.readingroom.door import Missing, lacking, read
from claimtracker.readingroom.fields import Fields
from claimtracker.readingroom.panel import matching, near, panel
from claimtracker.readingroom.room import MODELS, Room, stamp, states

SHOWN = {"all": "all", "proposed": "proposed", "recommendations": "recommendations"}


@never_cache
@require_safe
@read
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """The article with its statements; `?at=claim-12` opens one, without any script."""
    at = request.GET.get("at", "")
    room = Room.of(article_id, at)
    opened = next((row["statement"] for row in room.rows if row["key"] == at), None)
    return show(request, room, panel(opened, request.user) if opened else None)


def show(request: HttpRequest, room: Room, opened: dict | None, status: int = 200) -> HttpResponse:
    """Render the whole page, with one panel open or none."""
    may = {kind: request.user.has_perm(f"claimtracker.change_{kind}") for kind in MODELS}
    context = {
        "room": room,
        "article": room.article,
        "open": opened is not None,
        "show": SHOWN.get(request.GET.get("show", ""), "all"),
        "filters": SHOWN,
        "may_curate": may["claim"] and may["recommendation"],
        "stamp": stamp(room.article.pk),
        "kinds": ClaimKind.choices,
        "strengths": Strength.choices,
    }
    return render(request, "readingroom/room.html", context | (opened or {}), status=status)


@never_cache
@require_safe
@read
def statement(request: HttpRequest, article_id: int, kind: str, pk: int) -> HttpResponse:
    """The panel of one statement, as a fragment of the page."""
    found = find(article_id, kind, pk)
    if not request.user.has_perm(f"claimtracker.view_{kind}"):
        return lacking(request, f"view_{kind}")
    return render(request, "readingroom/panel.html", panel(found, request.user))


@require_safe
@read
def state(request: HttpRequest, article_id: int) -> HttpResponse:
    """Where every statement stands; 304 and one query while nobody changed any."""
    now = stamp(article_id)
    if request.headers.get("If-None-Match") == now:
        return HttpResponseNotModified(headers={"ETag": now, "Cache-Control": "no-cache"})
    if not Article.objects.filter(pk=article_id).exists():
        raise Missing("This article was deleted meanwhile.")
    headers = {"ETag": now, "Cache-Control": "no-cache"}
    return JsonResponse({"statements": states(article_id)}, headers=headers)


@never_cache
@require_safe
@read
def search(request: HttpRequest, article_id: int, pk: int) -> HttpResponse:
    """Claims that another claim may repeat, deny or dispute, as options of a list."""
    claim = find(article_id, "claim", pk)
    words = Fields.of(request).text("q").strip()
    others = matching(words, claim) if words else near(claim)
    return render(request, "readingroom/options.html", {"others": others, "statement": claim})


def find(article_id: int, kind: str, pk: int, *, joined: bool = True) -> Statement:
    """Return a statement of this article, with its people or without; Missing if it is none."""
    rows = MODELS[kind].objects.filter(article=article_id, pk=pk).defer("search")
    if joined:
        rows = rows.select_related(
            "article", "section", "assignee", "decided_by", "edited_by", "reviewed_by",
            "withdrawn_by",
        ).defer("search", "article__text", "article__original")  # fmt: skip
    found = rows.first()
    if found is None:
        raise Missing(f"This article has no {kind} {pk}. It may have been deleted meanwhile.")
    return found
