"""Judgements carry their grounds, and keep to what they judge."""

import datetime

import pytest

from claimtracker import actions
from claimtracker.models import Source
from tests.factories import make_actor, make_article, make_claim

pytestmark = pytest.mark.django_db


def test_evidence_quotes_an_article_at_its_place(analyst):
    claim, article = make_claim(), make_article("It was seen. Shells arrived.")
    evidence = actions.add_evidence(
        claim=claim,
        stance="supports",
        article=article,
        exact="Shells arrived.",
        start=13,
        by=analyst,
    )
    assert article.text[evidence.start : evidence.end] == evidence.exact


def test_evidence_whose_quote_is_not_there_is_refused(analyst):
    with pytest.raises(actions.Refused, match="The quote is not there"):
        actions.add_evidence(
            claim=make_claim(),
            stance="supports",
            article=make_article("Nothing of it."),
            exact="Shells arrived.",
            start=0,
            by=analyst,
        )


def test_evidence_is_an_article_or_a_link(analyst):
    with pytest.raises(actions.Refused, match="Name an article or give a link"):
        actions.add_evidence(claim=make_claim(), stance="supports", by=analyst)


def test_an_assessment_relies_on_evidence_about_its_own_claim(analyst):
    article = make_article()
    claim, other = make_claim(article), make_claim(article, "Nobody knows how many.")
    evidence = actions.add_evidence(
        claim=other, stance="disputes", url="https://example.org/", by=analyst
    )
    with pytest.raises(actions.Refused, match="about its own claim"):
        actions.assess(claim, credibility=4, rationale="No.", evidence=[evidence], by=analyst)


def test_an_assessment_judges_or_says_untrackable(analyst):
    with pytest.raises(actions.Refused, match="or say untrackable"):
        actions.assess(make_claim(), rationale="Hm.", by=analyst)


def test_only_predictions_have_a_likelihood(analyst):
    with pytest.raises(actions.Refused, match="for predictions only"):
        actions.assess(make_claim(), likelihood="likely", rationale="So.", by=analyst)


def test_the_newest_rating_of_a_source_wins(analyst):
    source = Source.objects.create(actor=make_actor("The Paper", kind="media"))
    for grade, year in (("B", 2021), ("C", 2023), ("A", 2022)):
        on = datetime.date(year, 1, 1)
        actions.rate_source(source, grade=grade, on=on, reason="its record", by=analyst)
    assert Source.objects.with_reliability().get().reliability == "C"
