"""The doors that change something: one statement, a new one, many at once, the last step back."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from claimtracker import actions
from claimtracker.actions import Conflict, Refused
from claimtracker.models import Article, ClaimKind, Strength
from claimtracker.models.record import on_record
from claimtracker.models.statements import Statement
from claimtracker.readingroom.door import lacking, page, read, told, write
from claimtracker.readingroom.fields import BadInput, Fields, wants_json
from claimtracker.readingroom.panel import panel
from claimtracker.readingroom.room import MODELS, Room, key, kind_of, state
from claimtracker.readingroom.verbs import VERBS
from claimtracker.readingroom.versions import beside
from claimtracker.readingroom.views import find, show

DECISIONS = ("accept", "reject")


@write
def act(request: HttpRequest, article_id: int, kind: str, pk: int, verb: str) -> HttpResponse:
    """Do one thing with one statement."""
    asked = VERBS.get(verb)
    if asked is None:
        return told(request, 404, f"There is no such action: {verb}.")
    right = asked.right.format(kind=kind)
    if not request.user.has_perm(f"claimtracker.{right}"):
        return lacking(request, right)
    statement = find(article_id, kind, pk, joined=False)
    fields = Fields.of(request)
    try:
        said = asked.run(statement, fields, request.user)
    except Conflict as conflict:
        return _conflict(request, statement, conflict, fields)
    except Refused as error:
        if not wants_json(request):
            raise
        now = state(find(article_id, kind, pk))  # what another may have made of it
        return JsonResponse({"error": str(error), "statements": [now]}, status=409)
    return _done(request, article_id, said, [statement], decided=verb in DECISIONS)


def _conflict(
    request: HttpRequest, statement: Statement, conflict: Conflict, fields: Fields
) -> HttpResponse:
    """Show both versions: what is stored now, and what this person has typed."""
    now = find(statement.article_id, kind_of(statement), statement.pk)
    context = panel(now, request.user)
    context["conflict"] = {"message": str(conflict), "versions": beside(now, fields)}
    if wants_json(request):
        html = render(request, "readingroom/panel.html", context).content.decode()
        return JsonResponse(
            {"error": str(conflict), "panel": html, "statements": [state(now)]}, status=409
        )
    return show(request, Room.of(statement.article_id, key(statement)), context, status=409)


@write
def add(request: HttpRequest, article_id: int, kind: str) -> HttpResponse:
    """Add a statement on the words that were selected. Sent twice, it is added once."""
    if not request.user.has_perm(f"claimtracker.change_{kind}"):
        return lacking(request, f"change_{kind}")
    fields = Fields.of(request)
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",))
        article = locked.with_text().get(pk=article_id)
        statement, fresh = _added(article, kind, fields, request.user)
    said = f"{kind.capitalize()} added." if fresh else f"This {kind} stands there already."
    return _done(request, article_id, said, [statement])


def _added(article: Article, kind: str, fields: Fields, by: User) -> tuple[Statement, bool]:
    start, exact = fields.needed("start"), fields.text("exact", limit=None)
    summary = fields.text("summary").strip()
    if kind == "claim":
        typed = {"kind": fields.choice("kind", ClaimKind.values)}
    else:
        typed = {"strength": fields.choice("strength", Strength.values)}
    twins = MODELS[kind].objects.filter(article=article, start=start, exact=exact, rule="", **typed)
    if twin := twins.first():
        return twin, False
    add_one = actions.add_claim if kind == "claim" else actions.add_recommendation
    return add_one(article, start=start, exact=exact, by=by, summary=summary, **typed), True


@write
def undo(request: HttpRequest, article_id: int) -> HttpResponse:
    """Take back the last step that this person took here."""
    for kind in MODELS:
        if not request.user.has_perm(f"claimtracker.change_{kind}"):
            return lacking(request, f"change_{kind}")
    token = Fields.of(request).text("token", limit=100)
    undone = _undone_with(article_id, token)
    if not undone:
        with on_record(token=token):
            undone = actions.undo(Article.objects.get(pk=article_id), by=request.user)
    first = undone[0]
    said = f"Undone: “{first.short_quote}” is {first.get_curation_display().lower()} again."
    if len(undone) > 1:
        said = f"Undone: {len(undone)} statements are as they were."
    return _done(request, article_id, said, undone)


def _undone_with(article_id: int, token: str) -> list[Statement]:
    """What this very request undid before: its answer was lost, and it is sent again."""
    if not token:
        return []
    found = []
    for model in MODELS.values():
        events = model.events.rel.related_model.objects
        mine = events.filter(article=article_id, pgh_context__token=token)
        found += model.objects.filter(pk__in=mine.values("pgh_obj_id"))
    return found


@read
def bulk(request: HttpRequest, article_id: int) -> HttpResponse:
    """Decide on many proposals. GET asks, with the count; POST does it if the count still holds."""
    if request.method == "POST":
        return _bulk(request, article_id)
    room = Room.of(article_id)
    fields = Fields.of(request)
    decision, rows = _chosen(room, fields)
    context = {"article": room.article, "decision": decision, "rows": rows, "asked": fields.given}
    part = request.headers.get("Accept") == "application/json"
    template = "readingroom/confirm.html" if part else "readingroom/confirm_page.html"
    return render(request, template, context)


@write
def _bulk(request: HttpRequest, article_id: int) -> HttpResponse:
    for kind in MODELS:
        if not request.user.has_perm(f"claimtracker.change_{kind}"):
            return lacking(request, f"change_{kind}")
    fields = Fields.of(request)
    decision, rows = _chosen(Room.of(article_id), fields)
    if len(rows) != fields.needed("count"):
        raise Refused(f"Meanwhile it is {len(rows)}. Look at them again.")
    reason = fields.text("reason", limit=None)
    act_on_all = actions.accept if decision == "accept" else actions.reject
    count = act_on_all(rows, by=request.user, reason=reason) if rows else 0
    return _done(request, article_id, f"{count} {decision}ed.", rows)


def _chosen(room: Room, fields: Fields) -> tuple[str, list[Statement]]:
    """The proposals that wait, of one rule from a score on, or of one section."""
    decision = fields.choice("decision", DECISIONS)
    rule, score = fields.text("rule"), fields.share("score")
    section = fields.integer("section")
    if not rule and section is None:
        raise BadInput("Name a rule or a section: nobody decides on a whole article at once.")
    return decision, [
        row
        for row in room.statements
        if row.curation == "proposed"
        and (not rule or row.rule == rule)
        and (score is None or (row.score or 0) >= score)
        and (section is None or row.section_id == section)
    ]


def _done(
    request: HttpRequest, article_id: int, said: str, changed: list[Statement], *, decided=False
) -> HttpResponse:
    """Tell what was done: to the script with the new state, to a browser by going back there."""
    if wants_json(request):
        return JsonResponse({"said": said, "statements": _states(changed)})
    messages.success(request, said)
    at = key(changed[0]) if changed else ""
    if decided:
        at = Room.of(article_id, at).next_proposed or at
    return redirect(page(article_id, at))


def _states(rows: list[Statement]) -> list[dict]:
    """The state of many, in a query a kind."""
    found = []
    for kind, model in MODELS.items():
        if keys := [row.pk for row in rows if kind_of(row) == kind]:
            fresh = model.objects.filter(pk__in=keys).select_related("decided_by", "edited_by")
            found += [state(row) for row in fresh.defer("search")]
    return found
