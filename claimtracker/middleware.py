"""Two faults that any page can meet, told in plain words instead of a bare 500."""

import logging

from django.db import OperationalError
from django.db.utils import InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

LOCK_NOT_AVAILABLE = "55P03"


class PlainErrorsMiddleware:
    """Refuse NUL characters (PostgreSQL text has none) and answer a database fault with a page."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400 for a NUL in path or query, else whatever the view says."""
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return self._page(
                request, 400, "The address contains a character (NUL) that no text has."
            )
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a lock held by somebody else into 409, and a database that is away into 503."""
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        logger.error("database: %s", error)
        if getattr(error.__cause__, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            return self._page(
                request,
                409,
                "This is being changed by somebody else just now. Try again in a moment.",
            )
        return self._page(
            request, 503, "The database does not answer. Nothing was saved; try again."
        )

    @staticmethod
    def _page(request: HttpRequest, status: int, message: str) -> HttpResponse:
        return render(None, "fault.html", {"message": message, "status": status}, status=status)
