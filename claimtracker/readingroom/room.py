"""An article with its statements, as the page shows them: the same few queries for any number."""

from django.db.models import Count, Prefetch, Sum
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from claimtracker.models import Article, AttributionLink, Claim, Curation, Recommendation
from claimtracker.models.statements import Statement, StatementQuerySet
from claimtracker.readingroom.marks import Mark, Span, blocks, laid_out

MODELS: dict[str, type[Statement]] = {"claim": Claim, "recommendation": Recommendation}


def kind_of(statement: Statement) -> str:
    """Return the word for it in addresses: claim or recommendation."""
    return statement._meta.model_name


def key(statement: Statement) -> str:
    """Return its name on the page, which is its anchor too: "claim-12"."""
    return f"{kind_of(statement)}-{statement.pk}"


def shown(rows: StatementQuerySet) -> StatementQuerySet:
    """All but the proposals that a later run withdrew."""
    return rows.exclude(curation=Curation.PROPOSED, withdrawn_by__isnull=False)


def state(statement: Statement) -> dict:
    """What the page needs to draw a statement anew."""
    person = statement.decided_by or statement.edited_by
    return {
        "key": key(statement),
        "version": statement.version,
        "curation": statement.curation,
        "review": statement.review,
        "start": statement.start,
        "end": statement.end,
        "by": person.get_username() if person else "",
        "by_id": person.pk if person else None,
    }


def states(article_id: int) -> list[dict]:
    """Return where every statement of the article stands."""
    return [
        state(row)
        for model in MODELS.values()
        for row in shown(model.objects.filter(article=article_id))
        .select_related("decided_by", "edited_by")
        .defer("search", "prefix", "suffix", "exact", "summary")
    ]


def stamp(article_id: int) -> str:
    """Return what differs as soon as anybody changed a statement of the article: one query."""
    counts = [
        model.objects.filter(article=article_id)
        .order_by()
        .values("article")
        .annotate(rows=Count("pk"), changes=Sum("version"))
        .values_list("rows", "changes")
        for model in MODELS.values()
    ]
    found = counts[0].union(counts[1], all=True)
    return '"' + ".".join("-".join(map(str, row)) for row in sorted(found)) + '"'


class Room:
    """One article and what stands in it."""

    def __init__(self, article: Article, active: str = "") -> None:
        self.article = article
        self.active = active

    @classmethod
    def of(cls, article_id: int, active: str = "") -> "Room":
        """Fetch the article with its text; Article.DoesNotExist where there is none."""
        rows = Article.objects.with_text().select_related("source__actor", "revises")
        rows = rows.defer("original", "revises__text", "revises__original")
        return cls(rows.get(pk=article_id), active)

    @cached_property
    def statements(self) -> list[Statement]:
        """Claims and recommendations, in the order of the text."""
        voices = AttributionLink.objects.select_related("actor")
        claims = Claim.objects.prefetch_related(Prefetch("attribution", voices))
        rows: list[Statement] = []
        for found in (claims, Recommendation.objects):
            rows += (
                shown(found.filter(article=self.article.pk))
                .select_related("decided_by")
                .defer("search", "prefix", "suffix")
            )
        return sorted(rows, key=lambda row: (row.start, -row.end, key(row)))

    @cached_property
    def sections(self) -> list:
        """The parts of the text."""
        return list(self.article.sections.all())

    @cached_property
    def authors(self) -> list:
        """Who wrote it, in order."""
        return list(self.article.authors.select_related("actor"))

    @cached_property
    def last_import(self):
        """The newest run over it."""
        return self.article.imports.select_related("by").first()

    @property
    def decided(self) -> int:
        """How many statements a person decided on."""
        return sum(row.curation != Curation.PROPOSED for row in self.statements)

    @cached_property
    def rows(self) -> list[dict]:
        """The statements as the list beside the text shows them."""
        labels = {section.pk: section for section in self.sections}
        return [
            {
                "statement": row,
                "key": key(row),
                "kind": kind_of(row),
                "said": _said(row),
                "section": labels.get(row.section_id),
            }
            for row in self.statements
        ]

    def text(self) -> SafeString:
        """The article's own text as HTML, every statement marked where it stands."""
        parts = [(part.start, part.end, part.kind, part.label) for part in self.sections]
        text = self.article.text
        total = len(self.statements)
        marks = [_mark(row, number, total) for number, row in enumerate(self.statements, 1)]
        return laid_out(text, blocks(text, parts), marks, self.active)

    @property
    def next_proposed(self) -> str:
        """The first statement that waits for a decision, behind the active one if it can be."""
        keys = [key(row) for row in self.statements]
        here = keys.index(self.active) + 1 if self.active in keys else 0
        ordered = self.statements[here:] + self.statements[:here]
        return next((key(row) for row in ordered if row.curation == Curation.PROPOSED), "")

    @cached_property
    def rules(self) -> list[tuple[str, int]]:
        """Each rule with how many of its proposals wait."""
        return _counted(row["statement"].rule for row in self.rows if _waits(row))

    @cached_property
    def waiting_sections(self) -> list[tuple[object, int]]:
        """Each section with how many proposals wait in it."""
        return _counted(row["section"] for row in self.rows if _waits(row))


def _waits(row: dict) -> bool:
    return row["statement"].curation == Curation.PROPOSED


def _counted(things) -> list[tuple]:
    counts: dict = {}
    for thing in things:
        if thing:
            counts[thing] = counts.get(thing, 0) + 1
    return list(counts.items())


def _said(row: Statement) -> str:
    """In a few words, what it is and whose."""
    if isinstance(row, Recommendation):
        return f"recommendation · {row.get_strength_display().lower()}"
    voices = list(row.attribution.all())
    last = voices[-1] if voices else None
    holder = (last.actor.name if last.actor else last.holder) if last else ""
    return " · ".join(filter(None, (row.get_kind_display().lower(), holder)))


def _mark(row: Statement, number: int, total: int) -> Mark:
    kind = kind_of(row)
    cues: list[Span] = []
    if isinstance(row, Claim):
        cues += [
            Span(voice.cue_start, voice.cue_end, "cue")
            for voice in row.attribution.all()
            if voice.cue_start is not None
        ]
        cues += [Span(hedge["start"], hedge["end"], "hedge") for hedge in row.hedges]
    return Mark(
        start=row.start,
        end=row.end,
        key=key(row),
        kind=kind,
        curation=row.curation,
        name=f"{kind.capitalize()} {number} of {total}, {row.curation}",
        cues=tuple(cues),
    )
