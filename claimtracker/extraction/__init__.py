"""From a text to what it claims and recommends: rules and word lists, nothing learned.

A text travels blocks -> sentences -> clauses -> attribution -> claims and recommendations.
The same text gives the same drafts, byte for byte, wherever it runs.
"""

import re
from dataclasses import replace

from . import blocks, claims, dates, gazetteer, metadata, reading, recommendations, resolutions
from .actors import Actors
from .drafts import ActorDraft, ArticleDraft, AuthorDraft, ClaimDraft, RecommendationDraft
from .lexicon import LexiconError
from .lexicon import check as check_lexicons
from .views import plain, view

VERSION = "2"
LANGUAGE = "en"
ACCUSED = re.compile(r"\b(?:accus|alleg)\w*")

__all__ = ["VERSION", "ArticleDraft", "LexiconError", "NoSentences", "check_lexicons", "extract"]


class NoSentences(ValueError):
    """The text holds no sentence at all, so there is nothing that could be proposed."""


def extract(
    text: str,
    *,
    title: str = "",
    source: str = "",
    published_on: str = "",
    authors: tuple[str, ...] = (),
    default_addressee: str = "",
) -> ArticleDraft:
    """Return all that can be proposed about `text`; what the caller knows wins over the text.

    `authors` are names; what the text prints of their roles and affiliations is kept.
    `default_addressee` is to whom recommendations go that name nobody. Offsets count code
    points of `text`, which is never changed: `text[c.start:c.end] == c.exact`. Raises
    NoSentences where nothing in the text reads as a sentence.
    """
    read = view(text)
    found = blocks.blocks(plain(text))
    actors = gazetteer.find(read.text)
    dated = dates.dates(read)
    about = metadata.read(read, found, dated, actors)
    if authors:
        about = replace(about, authors=_named(authors, about.authors))
    organ = actors.filed(resolutions.organ(read, found))
    author = about.authors[0].name if about.authors else source or about.source or organ
    sentences = list(reading.read(read, found, actors, author or reading.UNNAMED_AUTHOR))
    if not any(any(c.isalpha() for c in s.text) for s in sentences) and not _speaks(found, text):
        raise NoSentences("the text has no sentence in it")
    advice = recommendations.recommendations(read, found, sentences, actors, default_addressee)
    stated: list[ClaimDraft] = []
    for sentence in sentences:
        taken = recommendations.taken(sentence, advice)
        stated += claims.claims(read, sentence, taken, actors, dated)
    stated = _with_denials(stated, text)
    asked = tuple(a.draft for a in advice if not a.announced)
    return ArticleDraft(
        title=title or about.title,
        series=about.series,
        source=source or about.source,
        authors=about.authors,
        published_on=published_on or about.published_on,
        published_not_before="" if published_on or about.published_on else about.not_before,
        language=LANGUAGE,
        sections=blocks.sections(found),
        dates=dated,
        actors=_actors(actors, stated, asked, about, source),
        claims=tuple(stated),
        recommendations=asked,
    )


def _named(names: tuple[str, ...], printed: tuple[AuthorDraft, ...]) -> tuple[AuthorDraft, ...]:
    """Return the authors of these names, each as the text prints them where it does."""
    known = {author.name: author for author in printed}
    return tuple(known.get(name, AuthorDraft(name)) for name in names)


def _speaks(found: tuple[blocks.Block, ...], text: str) -> bool:
    """Whether a text without readable blocks still has words: a headline, say."""
    return any(any(c.isalpha() for c in text[b.start : b.end]) for b in found)


def _with_denials(stated: list[ClaimDraft], text: str) -> list[ClaimDraft]:
    """Point each denial at the nearest sourced claim about the denier in its paragraph."""
    result = []
    for i, claim in enumerate(stated):
        target = None
        if claim.kind == "denial" and len(claim.attribution) > 1:
            denier = claim.attribution[-1].holder
            for j in range(i - 1, -1, -1):
                other = stated[j]
                if "\n\n" in text[other.end : claim.start]:
                    break
                apart = other.kind != "denial" and other.attribution[-1].holder != denier
                sourced = len(other.attribution) > 1 or ACCUSED.search(other.exact)
                if apart and sourced and denier in other.actors:
                    target = j
                    break
        result.append(replace(claim, denies=target))
    return result


def _actors(
    actors: Actors,
    stated: list[ClaimDraft],
    asked: tuple[RecommendationDraft, ...],
    about: metadata.Metadata,
    source: str,
) -> tuple[ActorDraft, ...]:
    """Return every actor that a statement names, with what it is part of, each once."""
    links = [link for claim in stated for link in claim.attribution]
    names = [name for claim in stated for name in claim.actors] + [link.holder for link in links]
    for advice in asked:
        names += [*advice.recommender, *advice.addressed_to, *advice.partners]
    names += [author.name for author in about.authors]
    names += [name for name in (source or about.source,) if name]
    types = {link.holder: link.type for link in links}
    found: dict[str, ActorDraft] = {}
    for name in names:
        wanted = name
        while wanted and wanted not in found:
            actor = actors.get(wanted) or ActorDraft(wanted, _kind(wanted, types, about))
            found[wanted] = actor
            wanted = actor.part_of
    return tuple(found.values())


def _kind(name: str, types: dict[str, str], about: metadata.Metadata) -> str:
    if name == about.source:
        return "organisation"
    return {
        "speaker": "person", "person": "person", "author": "person", "state": "state",
        "institution": "government_body", "organization": "organisation", "media": "media",
    }.get(types.get(name, ""), "group")  # fmt: skip
