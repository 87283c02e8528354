"""Read what a browser posts, as JSON or as a form: the right types, or plain words why not."""

import datetime
import json
from collections.abc import Collection

from django.http import HttpRequest

MAX_TEXT = 10_000
"""Characters of a typed field; quotes may be as long as the article."""
MAX_INTEGER = 2**31 - 1


class BadInput(ValueError):
    """What was sent is not what the field takes; the message is for the person."""


def wants_json(request: HttpRequest) -> bool:
    """Whether our own script asks; a browser without it sends forms and wants pages."""
    return request.content_type == "application/json"


class Fields:
    """The fields of one request."""

    def __init__(self, given: dict) -> None:
        self.given = given

    @classmethod
    def of(cls, request: HttpRequest) -> "Fields":
        """Read the body of a POST, or the query of a GET."""
        if request.method != "POST":
            return cls(request.GET.dict())
        if not wants_json(request):  # forms write every new line as CRLF
            return cls({k: v.replace("\r\n", "\n") for k, v in request.POST.dict().items()})
        try:
            given = json.loads(request.body)
        except (ValueError, RecursionError):
            raise BadInput("That is not valid JSON.") from None
        if not isinstance(given, dict):
            raise BadInput("Send one JSON object.")
        return cls(given)

    def __contains__(self, name: str) -> bool:
        return name in self.given

    def text(self, name: str, limit: int | None = MAX_TEXT) -> str:
        """Return a text, "" where none was sent."""
        value = self.given.get(name) or ""
        if not isinstance(value, str):
            raise BadInput(f"{name}: send a text.")
        if limit and len(value) > limit:
            raise BadInput(f"{name}: {len(value):,} characters; at most {limit:,} are kept.")
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise BadInput(
                f"{name}: it contains a character (NUL, or half of one) that no text has."
            )
        return value

    def integer(self, name: str) -> int | None:
        """Return a whole number from 0 on, None where none was sent."""
        value = self.given.get(name)
        if value in (None, ""):
            return None
        digits = str(value)
        if isinstance(value, bool) or not digits.isascii() or not digits.isdigit():
            raise BadInput(f"{name}: {digits[:40]!r} is not a whole number from 0 on.")
        if len(digits) > len(str(MAX_INTEGER)) or int(digits) > MAX_INTEGER:
            raise BadInput(f"{name}: that number is too large.")
        return int(digits)

    def needed(self, name: str) -> int:
        """Return a whole number that must be there."""
        value = self.integer(name)
        if value is None:
            raise BadInput(f"{name}: give a number.")
        return value

    def share(self, name: str) -> float | None:
        """Return a number from 0 to 1, None where none was sent."""
        value = self.given.get(name)
        if value in (None, ""):
            return None
        try:
            number = float(str(value)[:40])
        except ValueError:
            number = -1.0
        if isinstance(value, bool) or not 0 <= number <= 1:
            raise BadInput(f"{name}: give a number from 0 to 1.")
        return number

    def choice(self, name: str, choices: Collection[str]) -> str:
        """Return one of the choices."""
        value = self.text(name)
        if value not in choices:
            raise BadInput(f"{name}: {value[:40]!r} is not one of: {', '.join(choices)}.")
        return value

    def day(self, name: str) -> datetime.date:
        """Return a date."""
        try:
            return datetime.date.fromisoformat(self.text(name)[:40])
        except ValueError:
            raise BadInput(f"{name}: give a date, year-month-day.") from None

    def flag(self, name: str) -> bool:
        """Return whether a box is ticked."""
        return self.given.get(name) in (True, "true", "on", "1")
