"""Who may come in, and how a refusal is told: to our script as JSON, to a browser as a page."""

import functools
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import DataError, Error, IntegrityError, InternalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from claimtracker.actions import Refused
from claimtracker.models import Article
from claimtracker.readingroom.fields import BadInput, wants_json

FAULTS = (Refused, BadInput, IntegrityError, InternalError, DataError)
NO_ARTICLE = "There is no such article. It may have been deleted meanwhile."


class Missing(Exception):
    """What the address names is not there; the message says what."""


def read(view: Callable) -> Callable:
    """Let in who may read articles; tell a stranger to log in, and others which right they lack."""

    @functools.wraps(view)
    def run(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            if _is_page(request):
                return redirect_to_login(request.get_full_path())
            return told(request, 401, "Your session has ended. Log in again in another tab.")
        if not request.user.has_perm("claimtracker.view_article"):
            return lacking(request, "view_article")
        try:
            return view(request, *args, **kwargs)
        except (Article.DoesNotExist, Missing) as error:
            missing = str(error) if isinstance(error, Missing) else NO_ARTICLE
            return told(request, 404, missing)
        except BadInput as error:
            return told(request, 400, str(error))

    return run


def write(view: Callable) -> Callable:
    """Like `read`, for POST: what a rule refuses is told, and then nothing was changed."""

    @read
    @functools.wraps(view)
    def run(request: HttpRequest, article_id: int, *args, **kwargs) -> HttpResponse:
        if request.method != "POST":
            return told(request, 405, "This address takes POST only.")
        try:
            return view(request, article_id, *args, **kwargs)
        except FAULTS as error:
            status = 400 if isinstance(error, BadInput | DataError) else 409
            if wants_json(request):
                return JsonResponse({"error": plain(error)}, status=status)
            messages.error(request, plain(error))
            return redirect(page(article_id, request.POST.get("at", "")))

    return run


def page(article_id: int, at: str = "") -> str:
    """Return the address of an article's room, with a statement open."""
    address = reverse("readingroom:article", args=[article_id])
    name, _, number = at.partition("-")
    if name in ("claim", "recommendation") and number.isascii() and number.isdigit():
        return f"{address}?at={at}#{at}"
    return address


def plain(error: Exception) -> str:
    """Return a fault in words for the person."""
    if isinstance(error, DataError):
        return "The database cannot keep one of these values. Nothing was changed."
    if isinstance(error, Error):
        cause = getattr(error.__cause__, "diag", None)
        said = (cause and cause.message_primary) or str(error).partition("\n")[0]
        return f"Nothing was changed: {said}"
    return str(error)


def lacking(request: HttpRequest, right: str) -> HttpResponse:
    """Tell which right is missing."""
    return told(
        request,
        403,
        f"You may not do this. It needs the right {right}: ask an administrator for it.",
    )


def told(request: HttpRequest, status: int, message: str) -> HttpResponse:
    """Answer with a status and plain words."""
    if _is_page(request):
        return render(request, "fault.html", {"status": status, "message": message}, status=status)
    return JsonResponse({"error": message}, status=status)


def _is_page(request: HttpRequest) -> bool:
    return not wants_json(request) and request.headers.get("Accept") != "application/json"
