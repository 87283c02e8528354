"""Runs: a file becomes an article, or today's rules go over a stored one. One transaction each."""

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone

from claimtracker import extraction
from claimtracker.extraction.drafts import ArticleDraft
from claimtracker.ingest.actors import file_actors
from claimtracker.ingest.columns import date, fit
from claimtracker.ingest.comparing import compare
from claimtracker.ingest.files import Particulars, Proposal, Refused, propose
from claimtracker.ingest.likeness import note_likenesses
from claimtracker.ingest.locks import FILE_LOCK, hold
from claimtracker.ingest.writer import Writer
from claimtracker.models import (
    Actor,
    Article,
    Author,
    Claim,
    ImportRun,
    Recommendation,
    Section,
    Source,
    name_key,
)
from claimtracker.models.record import on_record


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
    return store(proposal, given=given, via=via, by=by)


def store(proposal: Proposal, *, given: Particulars, via: str, by: User | None) -> ImportRun:
    """Store what was proposed, by extraction or by whoever reads another kind of file."""
    with on_record(user=by and by.pk, command=via, file=proposal.name, reason=given.note):
        return _store(proposal, given, via, by)


def refuse(name: str, reason: str, *, given: Particulars, via: str, by: User | None) -> ImportRun:
    """Keep on record that a file was refused, and why."""
    run = _run(name, given, via, by)
    run.outcome, run.reason = ImportRun.Outcome.REFUSED, reason
    run.save()
    return run


def reextract(article: Article, *, via: str, by: User | None, note: str = "") -> ImportRun:
    """Run today's rules over a stored article, and reconcile with what is there.

    What people decided or edited stays as it is; proposals that nobody touched are withdrawn
    where the rules propose them no more, and return where they do again.
    """
    given = Particulars(note=note, addressee=_default_addressee(article))
    name = f"article {article.pk}"
    with transaction.atomic(), on_record(user=by and by.pk, command=via, file=name, reason=note):
        hold(FILE_LOCK, _lock_key(article.sha256))
        article = Article.objects.with_text().select_related("source__actor").get(pk=article.pk)
        draft = extraction.extract(
            article.text,
            title=article.title,
            source=str(article.source or ""),
            published_on=str(article.published_on or ""),
            authors=_printed_authors(article),
            default_addressee=given.addressee,
        )
        run = _run(name, given, via, by)
        run.article, run.outcome = article, ImportRun.Outcome.REEXTRACTED
        actors = file_actors(draft)
        _reconcile(run, draft, article.text, _replace_sections(article, draft), actors)
    return run


@transaction.atomic
def _store(proposal: Proposal, given: Particulars, via: str, by: User | None) -> ImportRun:
    hold(FILE_LOCK, _lock_key(proposal.sha256))
    run = _run(proposal.name, given, via, by)
    run.article = Article.objects.filter(sha256=proposal.sha256).first()
    if run.article is not None:
        run.outcome = ImportRun.Outcome.UNCHANGED
        run.save()
        return run
    actors = file_actors(proposal.draft)
    run.article = _store_article(proposal, given, actors)
    run.outcome = ImportRun.Outcome.CREATED
    run.reason = "; ".join(proposal.document.warnings)
    sections = _store_sections(run.article, proposal.draft)
    _reconcile(run, proposal.draft, proposal.document.text, sections, actors)
    return run


def _reconcile(
    run: ImportRun,
    draft: ArticleDraft,
    text: str,
    sections: list[Section],
    actors: dict[str, Actor],
) -> None:
    """Store what is new, mark what is gone, and save the run with its counts."""
    assert run.article is not None  # noqa: S101  for the reader of types: a refused run never comes here
    lineage = _lineage(run.article)
    claims = compare(Claim, lineage, draft.claims, text)
    recommendations = compare(Recommendation, lineage, draft.recommendations, text)
    writer = Writer(run.article, text, sections, actors)
    new_claims = writer.store_claims(draft.claims, claims.known)
    note_likenesses(new_claims)
    run.claims = len(new_claims)
    run.recommendations = len(
        writer.store_recommendations(draft.recommendations, recommendations.known)
    )
    both = (claims, recommendations)
    run.unchanged = sum(len(each.known) - len(each.returned) for each in both)
    run.withdrawn = sum(len(each.withdrawn) for each in both)
    run.returned = sum(len(each.returned) for each in both)
    run.save()
    for model, each in ((Claim, claims), (Recommendation, recommendations)):
        model.objects.filter(pk__in=each.withdrawn).update(withdrawn_by=run)
        model.objects.filter(pk__in=each.returned).update(withdrawn_by=None)


def _run(name: str, given: Particulars, via: str, by: User | None) -> ImportRun:
    return ImportRun(
        by=by,
        via=via,
        file=fit(name, 1000),
        note=given.note,
        addressee=fit(given.addressee, 300),
        extractor=extraction.VERSION,
    )


def _lineage(article: Article) -> list[int]:
    """The article and the earlier versions that it revises."""
    keys = [article.pk]
    while article.revises is not None:
        article = article.revises
        keys.append(article.pk)
    return keys


def _default_addressee(article: Article) -> str:
    """Whom the importer named as addressee where the text names nobody."""
    created = article.imports.filter(outcome=ImportRun.Outcome.CREATED).first()
    return created.addressee if created else ""


def _printed_authors(article: Article) -> tuple[str, ...]:
    """The authors as they were when the article came, whoever they were merged with since."""
    return tuple(article.authors.exclude(printed="").values_list("printed", flat=True))


def _lock_key(sha256: str) -> int:
    return int(sha256[:8], 16) - 2**31


def _store_article(proposal: Proposal, given: Particulars, actors: dict[str, Actor]) -> Article:
    draft = proposal.draft
    article: Article = Article.objects.create(
        source=_source(draft.source, actors),
        series=fit(draft.series, 300),
        title=fit(draft.title, 1000),
        url=proposal.url,
        language=draft.language,
        revises=_earlier(proposal, given),
        published_on=date(draft.published_on),
        published_not_before=None if draft.published_on else date(draft.published_not_before),
        retrieved_at=timezone.now() if given.url else None,
        media_type=proposal.document.media_type,
        encoding=proposal.document.encoding,
        sha256=proposal.sha256,
        original=proposal.data,
        text=proposal.document.text,
        links=proposal.document.links,
        pages=proposal.document.pages,
    )
    Author.objects.bulk_create(
        Author(
            article=article,
            position=position,
            actor=actors[name_key(author.name)],
            printed=fit(author.name, 300),
            role=fit(author.role, 500),
            affiliation=fit(author.affiliation, 500),
        )
        for position, author in enumerate(a for a in draft.authors if name_key(a.name))
    )
    return article


def _earlier(proposal: Proposal, given: Particulars) -> Article | None:
    """Return the version that an article revises: the newest at its address.

    A file's word for its own address is believed where the title is the same too: pages that
    all name their site's address would else withdraw each other's statements.
    """
    if not proposal.url:
        return None
    at_address = Article.objects.filter(url=proposal.url)
    if not given.url:
        at_address = at_address.filter(title=fit(proposal.draft.title, 1000))
    earlier: Article | None = at_address.first()
    return earlier


def _store_sections(article: Article, draft: ArticleDraft) -> list[Section]:
    return Section.objects.bulk_create(
        Section(article=article, kind=s.kind, label=fit(s.label, 200), start=s.start, end=s.end)
        for s in draft.sections
    )


def _replace_sections(article: Article, draft: ArticleDraft) -> list[Section]:
    """Store the sections that today's rules see, and put each statement into its own."""
    kept = list(article.sections.values_list("kind", "label", "start", "end"))
    if kept == [(s.kind, fit(s.label, 200), s.start, s.end) for s in draft.sections]:
        return list(article.sections.all())
    article.sections.all().delete()
    sections = _store_sections(article, draft)
    holding = Section.objects.filter(
        article=article, start__lte=models.OuterRef("start"), end__gt=models.OuterRef("start")
    )
    for model in (Claim, Recommendation):
        model.objects.filter(article=article).update(
            section=models.Subquery(holding.values("pk")[:1])
        )
    return sections


def _source(name: str, actors: dict[str, Actor]) -> Source | None:
    if not name_key(name):  # nothing in it that a name could be told by
        return None
    return Source.objects.get_or_create(actor=actors[name_key(name)])[0]
