"""One article's statements into their tables: a few statements of SQL for any number of rows."""

from collections.abc import Sequence
from typing import Any

from claimtracker.extraction.drafts import ClaimDraft, LinkDraft, RecommendationDraft, Span
from claimtracker.ingest.columns import fit
from claimtracker.models import (
    Actor,
    Addressee,
    Article,
    AttributionLink,
    Claim,
    Mention,
    Obstacle,
    Recommendation,
    Recommender,
    Relation,
    RelationKind,
    Section,
    name_key,
)
from claimtracker.models.anchors import anchor
from claimtracker.models.statements import fingerprint
from claimtracker.models.vocabulary import AddresseeRole


class Writer:
    """Stores one article's statements, a few statements of SQL for any number of rows."""

    def __init__(
        self, article: Article, text: str, sections: list[Section], actors: dict[str, Actor]
    ) -> None:
        self.article = article
        self.text = text
        self.sections = sections
        self.actors = actors

    def store_claims(self, drafts: Sequence[ClaimDraft], known: dict[int, int]) -> list[Claim]:
        """Store claims with their chains, mentions and denials.

        `known` maps the places of drafts that are stored already to their claims' keys: these
        are not stored again, but a new denial may point at one.
        """
        places = [place for place in range(len(drafts)) if place not in known]
        claims = Claim.objects.bulk_create(self._claim(drafts[place]) for place in places)
        pairs = [(claim, drafts[place]) for claim, place in zip(claims, places, strict=True)]
        AttributionLink.objects.bulk_create(
            self._link(claim, position, link)
            for claim, draft in pairs
            for position, link in enumerate(draft.attribution)
        )
        Mention.objects.bulk_create(
            Mention(claim=claim, actor=actor)
            for claim, draft in pairs
            for actor in self._found(draft.actors)
        )
        keys = known | {place: claim.pk for claim, place in zip(claims, places, strict=True)}
        Relation.objects.bulk_create(
            Relation(claim=claim, kind=RelationKind.DENIES, other_id=keys[draft.denies])
            for claim, draft in pairs
            if draft.denies is not None
        )
        return claims

    def store_recommendations(
        self, drafts: Sequence[RecommendationDraft], known: dict[int, int]
    ) -> list[Recommendation]:
        """Store recommendations with their parties and obstacles; `known` as for claims."""
        new = [draft for place, draft in enumerate(drafts) if place not in known]
        rows = Recommendation.objects.bulk_create(self._recommendation(draft) for draft in new)
        pairs = list(zip(rows, new, strict=True))
        Recommender.objects.bulk_create(
            Recommender(recommendation=row, position=position, actor=actor)
            for row, draft in pairs
            for position, actor in enumerate(self._found(draft.recommender))
        )
        Addressee.objects.bulk_create(
            addressee for row, draft in pairs for addressee in self._addressees(row, draft)
        )
        Obstacle.objects.bulk_create(
            Obstacle(recommendation=row, article=self.article, **self._anchor(span))
            for row, draft in pairs
            for span in draft.obstacles
        )
        return rows

    def _claim(self, draft: ClaimDraft) -> Claim:
        return Claim(
            **self._statement(draft),
            kind=draft.kind,
            certainty=draft.certainty,
            negated=draft.negated,
            hedges=[_span_json(self.text, hedge) for hedge in draft.hedges],
            dates=[
                _span_json(self.text, Span(d.start, d.end, d.text))
                | {"value": d.value, "kind": d.kind}
                for d in draft.dates
            ],
        )

    def _recommendation(self, draft: RecommendationDraft) -> Recommendation:
        return Recommendation(
            **self._statement(draft),
            action=draft.action,
            modality=fit(draft.modality, 100),
            strength=draft.strength,
            conditions=list(draft.conditions),
            purpose=draft.purpose,
        )

    def _statement(self, draft: ClaimDraft | RecommendationDraft) -> dict[str, object]:
        return {
            **self._anchor(Span(draft.start, draft.end, draft.exact)),
            "article": self.article,
            "section": self._section_at(draft.start),
            "rule": draft.rule,
            "score": draft.score,
            "fingerprint": fingerprint_of(draft),
        }

    def _anchor(self, span: Span) -> dict[str, object]:
        return anchor(self.text, span.start, span.end, span.exact)

    def _section_at(self, start: int) -> Section | None:
        return next((s for s in self.sections if s.start <= start < s.end), None)

    def _found(self, names: tuple[str, ...]) -> list[Actor]:
        """The actors of these names, each once, in order."""
        found = [self.actors.get(name_key(name)) for name in names]
        return list(dict.fromkeys(actor for actor in found if actor is not None))

    def _link(self, claim: Claim, position: int, draft: LinkDraft) -> AttributionLink:
        cue = _span_json(self.text, draft.cue) if draft.cue else {}
        return AttributionLink(
            claim=claim,
            position=position,
            actor=self.actors.get(name_key(draft.holder)),
            holder=fit(draft.holder, 300),
            type=draft.type,
            printed=fit(draft.printed, 500),
            role=fit(draft.role, 500),
            cue=cue.get("exact", ""),
            cue_start=cue.get("start"),
            cue_end=cue.get("end"),
        )

    def _addressees(self, row: Recommendation, draft: RecommendationDraft) -> list[Addressee]:
        """Who is asked, then who may help; an empty row where the text names nobody."""
        asked: list[Actor | None] = [*self._found(draft.addressed_to)]
        helpers = [actor for actor in self._found(draft.partners) if actor not in asked]
        return [
            *(Addressee(recommendation=row, actor=actor) for actor in asked or [None]),
            *(
                Addressee(recommendation=row, actor=actor, role=AddresseeRole.PARTNER)
                for actor in helpers
            ),
        ]


def fingerprint_of(draft: ClaimDraft | RecommendationDraft) -> str:
    """Hash a draft's words, type and party: whose claim it is, whom a recommendation asks."""
    if isinstance(draft, ClaimDraft):
        return fingerprint("claim", draft.exact, [draft.attribution[-1].holder])
    return fingerprint("recommendation", draft.exact, draft.addressed_to)


def _span_json(text: str, span: Span) -> dict[str, Any]:
    placed = anchor(text, span.start, span.end, span.exact)
    return {name: placed[name] for name in ("exact", "start", "end")}
