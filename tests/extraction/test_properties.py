"""Whatever the text: it ends, it re-reads, it is the same twice, and it fails in one way only."""

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtracker.extraction import NoSentences, extract
from claimtracker.extraction.drafts import ArticleDraft

WORDS = st.sampled_from(
    "Kirby said that the DPRK should not (NSC) Q1: A1: MR. X: 1. - • “ ” ’ \n \n\n — which denied "
    "U.S. we urge Member States to recommend Moscow's report that, and because However, # ** _ […] "
    "According to The Security Council, Reaffirms (a) (Peru); 2022 May © \u2028 \r\n "
    "\u200b \ufeff é 😀 ?"
    .split(" ")
)  # fmt: skip
PROSE = st.lists(WORDS, max_size=80).map(" ".join)


def spans(draft: ArticleDraft):
    yield from ((d.start, d.end, d.text) for d in draft.dates)
    for claim in draft.claims:
        yield claim.start, claim.end, claim.exact
        yield from ((h.start, h.end, h.exact) for h in claim.hedges)
        yield from ((a.cue.start, a.cue.end, a.cue.exact) for a in claim.attribution if a.cue)
    for advice in draft.recommendations:
        yield advice.start, advice.end, advice.exact
        yield from ((o.start, o.end, o.exact) for o in advice.obstacles)


def check(text: str) -> None:
    try:
        draft = extract(text)
    except NoSentences:
        return
    for start, end, exact in spans(draft):
        assert start < end
        assert text[start:end] == exact
    for section in draft.sections:
        assert 0 <= section.start < section.end <= len(text)
    assert all(link.holder for claim in draft.claims for link in claim.attribution)
    assert draft == extract(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_re_reads(text):
    check(text)


@settings(max_examples=250, deadline=None)
@given(PROSE)
def test_anything_like_prose_re_reads(text):
    check(text)


def test_every_name_in_a_statement_is_among_the_actors():
    draft = extract("A title\n\nMoscow said Iran should act with the World Bank before the summer.")
    known = {actor.name for actor in draft.actors}
    for advice in draft.recommendations:
        assert {*advice.recommender, *advice.addressed_to, *advice.partners} <= known
