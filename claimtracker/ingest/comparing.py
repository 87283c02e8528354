"""New proposals against those that an article and its earlier versions have already."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from claimtracker.extraction.drafts import ClaimDraft, RecommendationDraft
from claimtracker.ingest.writer import fingerprint_of
from claimtracker.models import Claim, Recommendation
from claimtracker.models.statements import normal


@dataclass(slots=True)
class Comparison:
    """What a run found, against what is stored. Numbers are the rows' keys.

    `known` maps places among the drafts to the rows that hold them already (the returned ones
    too), so that neither a decision nor an edit is ever made anew.
    """

    known: dict[int, int] = field(default_factory=dict)
    returned: list[int] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)


def compare(
    model: type[Claim] | type[Recommendation],
    lineage: list[int],
    drafts: Sequence[ClaimDraft | RecommendationDraft],
    text: str,
) -> Comparison:
    """Match drafts with the statements of the articles in `lineage`, by fingerprint.

    What nobody touched is withdrawn where it is not proposed any more; what a person decided,
    edited or added only where its words are gone from `text`, the newest.
    """
    result = Comparison()
    stored = model.objects.filter(article__in=lineage)
    untouched = set(stored.untouched().values_list("pk", flat=True))
    waiting: dict[str, list[tuple[int, bool, str]]] = defaultdict(list)
    for key, print_, run, exact in stored.order_by("pk").values_list(
        "pk", "fingerprint", "withdrawn_by", "exact"
    ):
        waiting[print_].append((key, run is not None, exact))
    for place, draft in enumerate(drafts):
        if same := waiting[fingerprint_of(draft)]:
            key, was_withdrawn, _ = same.pop(0)
            result.known[place] = key
            if was_withdrawn:
                result.returned.append(key)
    words = normal(text)
    for key, was_withdrawn, exact in (row for rows in waiting.values() for row in rows):
        is_gone = key in untouched or normal(exact) not in words
        if is_gone and not was_withdrawn:
            result.withdrawn.append(key)
        elif was_withdrawn and not is_gone:
            result.returned.append(key)
    return result
