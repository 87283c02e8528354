"""What extraction proposes, before anything is stored: frozen dataclasses, no Django.

Offsets count Unicode code points of the decoded text, half-open, so that
`text[start:end] == exact` for every span. `ArticleDraft.as_json()` gives the
object that `import_article --dry-run --format jsonl` prints.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of the text, as they stand there."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class AuthorDraft:
    """An author as the byline prints them; role and affiliation are "" when not printed."""

    name: str
    role: str = ""
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A zone of the text. `kind` is one of SECTION_KINDS, `label` is short and readable ("A2")."""

    label: str
    kind: str
    start: int
    end: int


SECTION_KINDS = (
    "title", "lede", "question", "answer", "body", "list", "heading", "byline",
    "author_bio", "disclaimer", "copyright", "navigation", "front_matter",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateDraft:
    """A date as printed. `value` is ISO 8601 (2022-11-02, 2022-04, 2022, P2M) or None.

    `kind` is absolute, relative, anaphoric, duration or copyright.
    """

    text: str
    start: int
    end: int
    value: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class ActorDraft:
    """An actor met in the text, under the name an analyst would file it by.

    `kind` is one of state, government_body, international_organisation, organisation,
    media, person, group. `part_of` is the name of another actor or "". `aliases` are
    the other forms that the text or the gazetteer uses for it.
    """

    name: str
    kind: str
    part_of: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """One link of an attribution chain.

    `holder` is the actor's name as filed ("" is never allowed), `printed` the words that
    stand for it here, `role` its role as printed ("coordinator for strategic
    communications"). `type` is author, speaker, person, persons, state, institution,
    organization, media or document. The author's link has no cue; the others quote it.
    """

    holder: str
    type: str
    printed: str = ""
    role: str = ""
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """A proposed claim.

    `kind` is factual, assessment, prediction, intention or denial. `attribution` runs from
    the author (outermost, always first) inwards. `certainty` is certain, probable or possible
    and `negated` the polarity: both are the quoted author's, never our judgement. `actors`
    are names as filed. `denies` is the index of the claim in the same draft that a denial
    denies, where that is certain. `rule` names the rule that proposed it, `score` is 0 to 1.
    """

    start: int
    end: int
    exact: str
    section: str
    kind: str
    attribution: tuple[LinkDraft, ...]
    certainty: str = "certain"
    negated: bool = False
    hedges: tuple[Span, ...] = ()
    actors: tuple[str, ...] = ()
    dates: tuple[DateDraft, ...] = ()
    denies: int | None = None
    rule: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class RecommendationDraft:
    """A proposed recommendation.

    `recommender`, `addressed_to` and `partners` are names as filed. `modality` is the modal
    or performative as printed ("should", "urges"), `strength` one of could, consider, should,
    must. `action`, `conditions` and `purpose` are in the text's words; `obstacles` are quoted.
    """

    start: int
    end: int
    exact: str
    section: str
    recommender: tuple[str, ...]
    addressed_to: tuple[str, ...]
    action: str
    modality: str
    strength: str
    partners: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    purpose: str = ""
    obstacles: tuple[Span, ...] = ()
    rule: str = ""
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """All that extraction proposes about one text.

    `published_on` and `published_not_before` are ISO dates or "": the second is a lower bound
    drawn from dates in the text, never shown as the date of publication. `actors` holds every
    actor that any claim, link or recommendation names, each once.
    """

    title: str
    series: str
    source: str
    authors: tuple[AuthorDraft, ...]
    published_on: str
    published_not_before: str
    language: str
    sections: tuple[SectionDraft, ...]
    dates: tuple[DateDraft, ...]
    actors: tuple[ActorDraft, ...]
    claims: tuple[ClaimDraft, ...]
    recommendations: tuple[RecommendationDraft, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the contract's JSON object, without the reader's `file` and `sha256`."""
        return {
            "title": self.title,
            "series": self.series,
            "source": self.source,
            "authors": [_fields(a, "name role affiliation") for a in self.authors],
            "published_on": self.published_on or None,
            "published_not_before": self.published_not_before or None,
            "language": self.language,
            "sections": [_fields(s, "label kind start end") for s in self.sections],
            "dates": [_fields(d, "text start end value kind") for d in self.dates],
            "claims": [_claim_json(c) for c in self.claims],
            "recommendations": [_recommendation_json(r) for r in self.recommendations],
        }


def _fields(draft: object, names: str) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in names.split()}


def _claim_json(claim: ClaimDraft) -> dict[str, Any]:
    return {
        **_fields(claim, "start end exact section kind"),
        "modality": f"{claim.certainty}, {'negated' if claim.negated else 'affirmed'}",
        "attribution": [
            {"holder": a.holder, "type": a.type, "cue": a.cue.exact if a.cue else None}
            for a in claim.attribution
        ],
        "hedges": [h.exact for h in claim.hedges],
        "actors": list(claim.actors),
        "dates": [d.text for d in claim.dates],
        **_fields(claim, "rule score"),
    }


def _recommendation_json(recommendation: RecommendationDraft) -> dict[str, Any]:
    r = recommendation
    return {
        **_fields(r, "start end exact section"),
        "recommender": list(r.recommender),
        "addressed_to": list(r.addressed_to),
        "partners": list(r.partners),
        **_fields(r, "action modality strength"),
        "conditions": list(r.conditions),
        "purpose": r.purpose or None,
        "obstacles": [_fields(o, "start end exact") for o in r.obstacles],
        **_fields(r, "rule score"),
    }
