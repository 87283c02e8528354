"""Corrections keep to the text, and two editors never erase each other."""

import pytest

from claimtracker import actions
from claimtracker.models import Author, Claim
from tests.factories import TEXT, make_actor, make_article, make_claim, make_recommendation

pytestmark = pytest.mark.django_db


def test_an_edit_says_who_made_it(analyst):
    claim = actions.edit(make_claim(), summary="Shells are bought.", by=analyst)
    assert (claim.summary, claim.edited_by) == ("Shells are bought.", analyst)


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(analyst, reviewer):
    claim = make_claim()
    seen_earlier = Claim.objects.get(pk=claim.pk)
    actions.edit(claim, summary="The first.", by=analyst)
    with pytest.raises(actions.Conflict, match="ana changed this meanwhile") as conflict:
        actions.edit(seen_earlier, summary="The second.", by=reviewer)
    assert conflict.value.current.summary == "The first."


def test_a_quote_is_not_edited(analyst):
    with pytest.raises(actions.Refused, match="exact: not to be edited"):
        actions.edit(make_claim(), exact="Russia sells shells.", by=analyst)


def test_a_span_moves_to_other_characters_of_the_text(analyst):
    claim = make_claim()
    moved = actions.move_span(claim, start=0, end=11, by=analyst)
    assert moved.exact == TEXT[0:11] == "Russia buys"
    assert moved.suffix.startswith(" shells.")


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 10_000)])
def test_a_span_stays_within_the_text(start, end, analyst):
    with pytest.raises(actions.Refused, match="The words are not there"):
        actions.move_span(make_claim(), start=start, end=end, by=analyst)


def test_a_person_adds_a_claim_with_author_and_actors(analyst):
    article = make_article()
    make_claim(article).mentions.create(actor=make_actor("Russia"))
    Author.objects.create(article=article, position=0, actor=make_actor("Cha", kind="person"))
    claim = actions.add_claim(article, start=0, exact="Russia buys", kind="factual", by=analyst)
    assert (claim.curation, claim.rule, claim.decided_by) == ("accepted", "", analyst)
    assert claim.attribution.get().holder == "Cha"
    assert claim.actors.get().name == "Russia"


def test_a_claim_on_words_that_are_not_there_is_refused(analyst):
    with pytest.raises(actions.Refused, match="The words are not there"):
        actions.add_claim(make_article(), start=1, exact="Russia", kind="factual", by=analyst)


def test_a_person_adds_a_recommendation_that_names_nobody(analyst):
    article = make_article()
    added = actions.add_recommendation(
        article, start=0, exact="Russia buys", strength="should", by=analyst
    )
    assert added.addressees.get().actor is None


def test_a_conflict_changes_nothing(analyst):
    recommendation = make_recommendation()
    recommendation.version -= 1
    with pytest.raises(actions.Conflict):
        actions.edit(recommendation, strength="must", by=analyst)
    recommendation.refresh_from_db()
    assert recommendation.strength == "consider"
