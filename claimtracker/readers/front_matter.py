"""The head of a Markdown file: `key: value` and lists between two lines of three dashes.

A small, strict part of YAML: no anchors, no tags, nothing that runs or expands.
"""

import json
import re
from collections.abc import Iterable

from claimtracker.readers.document import Metadata, Unreadable
from claimtracker.readers.particulars import day, metadata

_KEY = re.compile(r"([A-Za-z][\w -]{0,60}?)\s{0,10}:(?:\s+(.*))?$")
_ITEM = re.compile(r"\s*-\s+(.*)$")
_PIECE = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^,]+)")
_WORDS = {
    "title": ("title",),
    "authors": ("author", "authors", "by", "byline"),
    "published": ("published", "published_on", "publication_date", "date", "date_published"),
    "source": ("source", "site", "publisher", "site_name", "publication", "organisation"),
    "series": ("series",),
    "url": ("url", "link", "canonical", "canonical_url", "permalink", "source_url"),
}


def split(text: str, name: str) -> tuple[Metadata, str, tuple[str, ...]]:
    """Return what the head says, the text below it, and warnings; an empty head where none is.

    Unreadable, naming the line, where a head is begun and does not hold.
    """
    lines = text.split("\n")
    end = _end(lines)
    if not end:
        return Metadata(), text, ()
    values = _values(lines[1:end], name)
    about = _metadata(values)
    printed = next(iter(_first(values, "published")), "")
    ignored = printed and not about.published_on
    warnings = (f"{printed[:40]!r} is no full date: written as 2022-11-02 it would count",)
    return about, "\n".join(lines[end + 1 :]), warnings if ignored else ()


def _end(lines: list[str]) -> int:
    """Return the number of the line that closes the head, 0 where the file begins with none."""
    if lines[0].rstrip() != "---":
        return 0
    first = next((line for line in lines[1:] if line.strip()), "")
    if not _KEY.match(first) and first.strip() != "---" and not first.startswith("#"):
        return 0  # a rule over a paragraph
    closing = (i for i, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."})
    return next(closing, 0)


def _values(lines: list[str], name: str) -> dict[str, list[str]]:
    """Return the values of each key; what is indented below a key goes on with it."""
    values: dict[str, list[str]] = {}
    current: list[str] = []
    in_list = False
    for number, line in enumerate(lines, start=2):
        key, item = _KEY.match(line), _ITEM.match(line)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if item and values:
            current.append(_scalar(item.group(1)))
            in_list = True
        elif key:
            current = _pieces((key.group(2) or "").strip())
            values.setdefault(re.sub(r"[ -]", "_", key.group(1).lower()), current)
            in_list = False
        elif line[:1] in {" ", "\t"} and values:
            more = _scalar(line.strip())
            if current and not in_list:
                current[-1] = f"{current[-1]} {more}".strip()
            elif not in_list:
                current.append(more)
        else:
            raise Unreadable(
                name,
                f"line {number} of its head is no “key: value”",
                "mend it, or take it out",
            )
    return values


def _pieces(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]") and not value.startswith("[["):
        return [_scalar(piece) for piece in _PIECE.findall(value[1:-1])]
    if re.fullmatch(r"[|>][+-]?\d?", value) or not value:
        return []  # the value stands below
    return [_scalar(value)]


def _scalar(value: str) -> str:
    value = value.strip()
    if value[:1] == '"':
        try:
            return str(json.loads(value, strict=False))
        except (ValueError, RecursionError):
            return value.strip('"')
    if value[:1] == "'":
        return value.strip("'").replace("''", "'")
    return re.sub(r"^name:\s+|\s+#.*$", "", value)


def _first(values: dict[str, list[str]], word: str) -> list[str]:
    return next((values[key] for key in _WORDS[word] if values.get(key)), [])


def _metadata(values: dict[str, list[str]]) -> Metadata:
    found = {word: _first(values, word) for word in _WORDS}
    # Web clippers put the page's address where its publisher should stand.
    sources = [text for key in _WORDS["source"] for text in values.get(key, [])]
    addresses = [text for text in sources if re.match(r"https?://", text)]
    url = _joined(found["url"]) or next(iter(addresses), "")
    source = next((text for text in sources if text not in addresses), "")
    return metadata(
        title=_joined(found["title"]),
        authors=found["authors"],
        published=next((text for text in found["published"] if day(text)), ""),
        source=source,
        series=_joined(found["series"]),
        url=url,
    )


def _joined(values: Iterable[str]) -> str:
    return " ".join(values)
