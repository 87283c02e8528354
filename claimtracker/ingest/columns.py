"""Values as columns hold them."""

import datetime


def date(iso: str) -> datetime.date | None:
    """Return the date of an ISO string, None for ""."""
    return datetime.date.fromisoformat(iso) if iso else None


def fit(text: str, width: int) -> str:
    """Cut a name or label (never a quote) to its column, marking the cut."""
    return text if len(text) <= width else f"{text[: width - 1]}…"
