"""What files say about themselves, cleaned: real dates, real names, addresses of pages."""

import datetime
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from claimtracker.readers.document import Metadata

LONGEST_NAME = 100
LONGEST_TITLE = 500
LONGEST_URL = 2000
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?![\d-])")
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}]+$", re.IGNORECASE)
_TARGET = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\^`{|}]+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[;\n]\s*|\s+(?:and|&)\s+")
_BY = re.compile(r"^(?:by|authors?:|written by)\s+", re.IGNORECASE)
# What programs put where a name or a title should stand.
_NO_NAME = re.compile(
    r"user|admin|administrator|owner|author|unknown|anonymous|python-docx|root|microsoft|staff",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"microsoft word\b|word document$|untitled|document\d*$|title$|layout \d|slide \d"
    r"|.*\.(?:docx?|pdf|html?|indd|qxd|rtf|odt|tex)$",
    re.IGNORECASE,
)


def metadata(
    *,
    title: str = "",
    authors: Iterable[str] = (),
    published: str = "",
    created: str = "",
    source: str = "",
    series: str = "",
    url: str = "",
) -> Metadata:
    """Return the particulars, each one cleaned, or left out where it can't be what it claims."""
    return Metadata(
        title=_title(one_line(title)),
        authors=tuple(dict.fromkeys(name for text in authors for name in _names(text))),
        published_on=day(published),
        created_on=day(created),
        source=_short(one_line(source)),
        series=_short(one_line(series)),
        url=address(url),
    )


def one_line(text: str) -> str:
    """Return a text on one line, without characters that can't be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def day(text: str) -> str:
    """Return the ISO date that a text begins with, "" where it is no real and full one."""
    found = _ISO_DAY.match(text.strip())
    if not found:
        return ""
    try:
        return datetime.date.fromisoformat(found.group(1)).isoformat()
    except ValueError:
        return ""


def address(text: str) -> str:
    """Return the address of a page; "" for what is none, or is only a site's front door."""
    text = text.strip()
    if len(text) > LONGEST_URL or not text.isprintable() or not _ADDRESS.match(text):
        return ""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    is_page = parts.hostname and (parts.path.strip("/") or parts.query)
    return text if is_page else ""


def leads_somewhere(target: str) -> bool:
    """Whether a link's target is the address of a page or a mailbox: nothing that runs."""
    return len(target) <= LONGEST_URL and target.isprintable() and bool(_TARGET.match(target))


def _title(text: str) -> str:
    return "" if len(text) > LONGEST_TITLE or _NO_TITLE.match(text) else text


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else ""


def _names(text: str) -> list[str]:
    """Return the names in a byline; accounts and programs are no authors."""
    text = re.sub(r"\[\[|\]\]", "", text)
    found = []
    for part in _BETWEEN.split(_BY.sub("", text.strip())):
        pieces = part.split(",")
        apart = len(pieces) > 1 and all(len(piece.split()) > 1 for piece in pieces)
        found += [one_line(piece) for piece in (pieces if apart else [part])]
    return [name.strip(", ") for name in found if _is_name(name)]


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        1 < len(words)
        and len(name) <= LONGEST_NAME
        and any(word[:1].isupper() or not word.isascii() for word in words)
        and not re.search(r"[\d@/\\<>{}_=]", name)
        and not any(_NO_NAME.fullmatch(word) for word in words)
    )
