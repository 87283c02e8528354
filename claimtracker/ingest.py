"""One file, one transaction: reader, extraction and models meet here.

The same bytes are one article, however often and by however many they are imported at once.
What arrives is a proposal; nothing that a person decided is touched.
"""

import datetime
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone

from claimtracker import extraction, readers
from claimtracker.extraction.drafts import (
    ActorDraft,
    ArticleDraft,
    ClaimDraft,
    LinkDraft,
    RecommendationDraft,
    Span,
)
from claimtracker.models import (
    Actor,
    Addressee,
    Alias,
    Article,
    AttributionLink,
    Author,
    Claim,
    ImportRun,
    Mention,
    Obstacle,
    Recommendation,
    Recommender,
    Relation,
    RelationKind,
    Section,
    Source,
    name_key,
)
from claimtracker.models.anchors import anchor
from claimtracker.models.record import on_record
from claimtracker.models.vocabulary import ActorKind, AddresseeRole

# Advisory locks (any two numbers): one file at a time by its hash, new actors one import at a time.
FILE_LOCK, ACTOR_LOCK = 7_301, 7_302


class Refused(Exception):
    """The file can't become an article; the message is one line that says why and what helps."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the importer knows about a file that its text may not say; "" where nothing."""

    url: str = ""
    published_on: str = ""
    source: str = ""
    addressee: str = ""
    encoding: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file as read and extracted, before anything is stored."""

    name: str
    data: bytes
    document: readers.Document
    draft: ArticleDraft

    @property
    def sha256(self) -> str:
        """The hash of the original bytes: the article's identity."""
        return hashlib.sha256(self.data).hexdigest()


def load(path: Path) -> bytes:
    """Return a file's bytes; Refused where there is none, or it is larger than any article."""
    try:
        size = path.stat().st_size
        if size > readers.MAX_BYTES:
            raise Refused(
                f"{path}: {size:,} bytes are more than the {readers.MAX_BYTES:,} of an article; "
                "split the file"
            )
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path}: {(error.strerror or str(error)).lower()}") from error


def propose(data: bytes, name: str, given: Particulars) -> Proposal:
    """Read and extract; touches no database. Refused with the reader's or extraction's reason."""
    try:
        document = readers.read(data, name, encoding=given.encoding)
        draft = extraction.extract(
            document.text,
            source=given.source,
            published_on=given.published_on,
            default_addressee=given.addressee,
        )
    except readers.Unreadable as error:
        raise Refused(str(error)) from error
    except extraction.NoSentences as error:
        raise Refused(f"{name}: there is no sentence in it, so nothing to track") from error
    if not draft.title:
        draft = replace(draft, title=Path(name).stem)
    return Proposal(name, data, document, draft)


def import_bytes(
    data: bytes, name: str, *, given: Particulars, via: str, by: User | None
) -> ImportRun:
    """Store a file as an article with its proposals. Raises nothing but on a lost database.

    The run's outcome is created, unchanged (the bytes are known) or refused, with the reason.
    """
    try:
        proposal = propose(data, name, given)
    except Refused as error:
        return refuse(name, str(error), given=given, via=via, by=by)
    with on_record(user=by and by.pk, command=via, file=name, reason=given.note):
        return _store(proposal, given, via, by)


def refuse(name: str, reason: str, *, given: Particulars, via: str, by: User | None) -> ImportRun:
    """Keep on record that a file was refused, and why."""
    return ImportRun.objects.create(
        by=by,
        via=via,
        file=_fit(name, 1000),
        note=given.note,
        extractor=extraction.VERSION,
        outcome=ImportRun.Outcome.REFUSED,
        reason=reason,
    )


@transaction.atomic
def _store(proposal: Proposal, given: Particulars, via: str, by: User | None) -> ImportRun:
    _hold(FILE_LOCK, int(proposal.sha256[:8], 16) - 2**31)
    run = ImportRun(
        by=by,
        via=via,
        file=_fit(proposal.name, 1000),
        note=given.note,
        extractor=extraction.VERSION,
        outcome=ImportRun.Outcome.UNCHANGED,
        article=Article.objects.filter(sha256=proposal.sha256).first(),
    )
    if run.article is None:
        actors = _file_actors(proposal.draft)
        run.article = _store_article(proposal, given, actors)
        sections = _store_sections(run.article, proposal.draft)
        writer = _Writer(run.article, proposal.document.text, sections, actors)
        run.claims = writer.store_claims(proposal.draft.claims)
        run.recommendations = writer.store_recommendations(proposal.draft.recommendations)
        run.outcome = ImportRun.Outcome.CREATED
    run.save()
    return run


def _hold(kind: int, key: int) -> None:
    """Wait for an advisory lock; the transaction's end frees it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, key])


def _store_article(proposal: Proposal, given: Particulars, actors: dict[str, Actor]) -> Article:
    draft = proposal.draft
    article = Article.objects.create(
        source=_source(draft.source, actors),
        series=_fit(draft.series, 300),
        title=_fit(draft.title, 1000),
        url=given.url,
        language=draft.language,
        revises=Article.objects.filter(url=given.url).first() if given.url else None,
        published_on=_date(draft.published_on),
        published_not_before=None if draft.published_on else _date(draft.published_not_before),
        retrieved_at=timezone.now() if given.url else None,
        media_type=proposal.document.media_type,
        encoding=proposal.document.encoding,
        sha256=proposal.sha256,
        original=proposal.data,
        text=proposal.document.text,
    )
    Author.objects.bulk_create(
        Author(
            article=article,
            position=position,
            actor=actors[name_key(author.name)],
            role=_fit(author.role, 500),
            affiliation=_fit(author.affiliation, 500),
        )
        for position, author in enumerate(draft.authors)
    )
    return article


def _store_sections(article: Article, draft: ArticleDraft) -> list[Section]:
    return Section.objects.bulk_create(
        Section(article=article, kind=s.kind, label=_fit(s.label, 200), start=s.start, end=s.end)
        for s in draft.sections
    )


def _source(name: str, actors: dict[str, Actor]) -> Source | None:
    if not name:
        return None
    return Source.objects.get_or_create(actor=actors[name_key(name)])[0]


def _file_actors(draft: ArticleDraft) -> dict[str, Actor]:
    """Return every actor the draft names, by the key of its name; unknown ones are filed."""
    wanted = {name_key(actor.name): actor for actor in _all_actors(draft)}
    wanted.pop("", None)
    known = _known(wanted)
    if len(known) < len(wanted):
        _hold(ACTOR_LOCK, 0)
        known = _known(wanted)  # whoever held the lock may have filed them meanwhile
        new = [key for key in wanted if key not in known]
        known |= _create_actors({key: wanted[key] for key in new})
        for key in new:
            part_of = known.get(name_key(wanted[key].part_of))
            if part_of is not None and part_of != known[key]:
                known[key].part_of = part_of
                known[key].save()
    return known


def _all_actors(draft: ArticleDraft) -> list[ActorDraft]:
    """The draft's actors, with author and source where extraction did not list them."""
    named = list(draft.actors)
    listed = {name_key(actor.name) for actor in named}
    others = [ActorDraft(author.name, ActorKind.PERSON) for author in draft.authors]
    others += [ActorDraft(draft.source, ActorKind.ORGANISATION)] if draft.source else []
    named += [actor for actor in others if name_key(actor.name) not in listed]
    listed |= {name_key(actor.name) for actor in named}
    wholes = {actor.part_of for actor in named if actor.part_of}
    return named + [
        ActorDraft(name, ActorKind.STATE) for name in sorted(wholes) if name_key(name) not in listed
    ]


def _known(wanted: dict[str, ActorDraft]) -> dict[str, Actor]:
    found = Alias.objects.filter(key__in=wanted).select_related("actor")
    return {alias.key: alias.actor for alias in found}


def _create_actors(wanted: dict[str, ActorDraft]) -> dict[str, Actor]:
    """File new actors under their names; an alias that leads elsewhere already stays there."""
    created = Actor.objects.bulk_create(
        Actor(name=_fit(draft.name, 300), kind=draft.kind) for draft in wanted.values()
    )
    actors = dict(zip(wanted, created, strict=True))
    names: dict[str, tuple[Actor, str]] = {
        key: (actors[key], draft.name) for key, draft in wanted.items()
    }
    for key, draft in wanted.items():
        for text in draft.aliases:
            names.setdefault(name_key(text), (actors[key], text))
    names.pop("", None)
    taken = set(Alias.objects.filter(key__in=names).values_list("key", flat=True))
    Alias.objects.bulk_create(
        Alias(actor=actor, text=_fit(text, 300), key=key)
        for key, (actor, text) in names.items()
        if key not in taken and len(key) <= 300  # noqa: PLR2004  the column's width
    )
    return actors


class _Writer:
    """Stores one article's statements, a few statements of SQL for any number of rows."""

    def __init__(
        self, article: Article, text: str, sections: list[Section], actors: dict[str, Actor]
    ) -> None:
        self.article = article
        self.text = text
        self.sections = sections
        self.actors = actors

    def store_claims(self, drafts: tuple[ClaimDraft, ...]) -> int:
        """Store claims with their chains, mentions and denials; returns how many."""
        claims = Claim.objects.bulk_create(self._claim(draft) for draft in drafts)
        pairs = list(zip(claims, drafts, strict=True))
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
        Relation.objects.bulk_create(
            Relation(claim=claim, kind=RelationKind.DENIES, other=claims[draft.denies])
            for claim, draft in pairs
            if draft.denies is not None
        )
        return len(claims)

    def store_recommendations(self, drafts: tuple[RecommendationDraft, ...]) -> int:
        """Store recommendations with their parties and obstacles; returns how many."""
        rows = Recommendation.objects.bulk_create(self._recommendation(d) for d in drafts)
        pairs = list(zip(rows, drafts, strict=True))
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
        return len(rows)

    def _claim(self, draft: ClaimDraft) -> Claim:
        return Claim(
            **self._statement(draft, "claim", [draft.attribution[-1].holder]),
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
            **self._statement(draft, "recommendation", draft.addressed_to),
            action=draft.action,
            modality=_fit(draft.modality, 100),
            strength=draft.strength,
            conditions=list(draft.conditions),
            purpose=draft.purpose,
        )

    def _statement(
        self,
        draft: ClaimDraft | RecommendationDraft,
        kind: str,
        parties: list[str] | tuple[str, ...],
    ) -> dict[str, object]:
        return {
            **self._anchor(Span(draft.start, draft.end, draft.exact)),
            "article": self.article,
            "section": self._section_at(draft.start),
            "rule": draft.rule,
            "score": draft.score,
            "fingerprint": fingerprint(kind, draft.exact, parties),
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
        cue = _span_json(self.text, draft.cue) if draft.cue else None
        return AttributionLink(
            claim=claim,
            position=position,
            actor=self.actors.get(name_key(draft.holder)),
            holder=_fit(draft.holder, 300),
            type=draft.type,
            printed=_fit(draft.printed, 500),
            role=_fit(draft.role, 500),
            cue=draft.cue.exact if draft.cue else "",
            cue_start=cue["start"] if cue else None,
            cue_end=cue["end"] if cue else None,
        )

    def _addressees(self, row: Recommendation, draft: RecommendationDraft) -> list[Addressee]:
        """Who is asked, then who may help; an empty row where the text names nobody."""
        asked = self._found(draft.addressed_to)
        helpers = [actor for actor in self._found(draft.partners) if actor not in asked]
        return [
            *(Addressee(recommendation=row, actor=actor) for actor in asked or [None]),
            *(
                Addressee(recommendation=row, actor=actor, role=AddresseeRole.PARTNER)
                for actor in helpers
            ),
        ]


def fingerprint(kind: str, exact: str, parties: list[str] | tuple[str, ...]) -> str:
    """Hash what makes a statement the same one in another version of its article.

    That is its words (case, spacing and the shape of quotation marks aside), its type and whose
    it is; not its offsets, which a changed page number shifts.
    """
    words = " ".join(exact.casefold().split())
    for curly, straight in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'")):
        words = words.replace(curly, straight)
    holders = "|".join(sorted(name_key(party) for party in parties))
    return hashlib.sha256(f"{kind}\n{words}\n{holders}".encode()).hexdigest()


def _span_json(text: str, span: Span) -> dict[str, object]:
    placed = anchor(text, span.start, span.end, span.exact)
    return {name: placed[name] for name in ("exact", "start", "end")}


def _date(iso: str) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


def _fit(text: str, width: int) -> str:
    """Cut a name or label (never a quote) to its column, marking the cut."""
    return text if len(text) <= width else f"{text[: width - 1]}…"
