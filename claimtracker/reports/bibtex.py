"""BibTeX: articles, and sources as a whole, under keys that never change."""

from collections.abc import Callable
from typing import BinaryIO

from django.db import models

from claimtracker.models import ActorKind, Article, Source
from claimtracker.reports.formats import Export, Format
from claimtracker.reports.linked import link
from claimtracker.reports.structured import utf8

_ESCAPES = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_{}"}
    | {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_IN_ADDRESSES = str.maketrans({char: f"%{ord(char):02X}" for char in '{}\\ "<>^`|'})
"""What would end or break a field; an address says the same percent-encoded."""


def escape(text: str) -> str:
    """Return a text as TeX prints it, on one line."""
    return " ".join(text.split()).translate(_ESCAPES)


class BibTeX(Format):
    """An entry a row; its key is the record's id, for titles and authors are corrected."""

    name = "bibtex"
    extension = "bib"
    title = "BibTeX"
    type = "application/x-bibtex; charset=utf-8"

    def save(self, export: Export, stream: BinaryIO) -> int:
        """Write entry after entry."""
        count = 0
        with utf8(stream) as text:
            for count, row in enumerate(export.rows, 1):  # noqa: B007  the last one is the count
                key, fields = export.record(row)
                lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
                text.write("\n".join([f"@misc{{{key},", *lines, "}\n\n"]))
        return count


Entry = tuple[str, dict[str, str]]


def article_entry(address: Callable[[models.Model], str]) -> Callable[[Article], Entry]:
    """Return what makes an article an entry: its key, and fields already escaped."""

    def entry(article: Article) -> Entry:
        source = article.source.actor.name if article.source else ""
        published = article.published_on
        bound = article.published_not_before
        notes = [f"Published not before {bound}." if bound else ""]
        notes += [f"SHA-256 {article.sha256}.", f"Claimtracker: {link(address(article))}"]
        return f"article{article.pk}", {
            "title": f"{{{escape(article.title)}}}",
            "author": " and ".join(_name(one.actor) for one in article.authors.all()),
            "howpublished": escape(source),
            "series": escape(article.series),
            "year": str(published.year) if published else "",
            "month": str(published.month) if published else "",
            "date": published.isoformat() if published else "",
            "url": article.url.translate(_IN_ADDRESSES),
            "urldate": article.retrieved_at.date().isoformat() if article.retrieved_at else "",
            "language": escape(article.language),
            "note": escape(" ".join(filter(None, notes))),
        }

    return entry


def source_entry(address: Callable[[models.Model], str]) -> Callable[[Source], Entry]:
    """Return what makes a source as a whole an entry."""
    return lambda source: (
        f"source{source.pk}",
        {
            "title": f"{{{escape(source.actor.name)}}}",
            "author": _name(source.actor),
            "url": source.homepage.translate(_IN_ADDRESSES),
            "note": escape(f"Claimtracker: {link(address(source))}"),
        },
    )


def _name(actor: models.Model) -> str:
    """A person's name is BibTeX's to take apart; any other stays whole."""
    name = escape(actor.name)
    plain = actor.kind == ActorKind.PERSON and "," not in name and " and " not in name
    return name if plain else f"{{{name}}}"
