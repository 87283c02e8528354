"""A re-run or a new version adds what is new, and never touches what a person did."""

import pytest

from claimtracker import actions, ingest
from claimtracker.ingest import Particulars
from claimtracker.models import Article, Claim, ImportRun, Likeness, Recommendation
from tests.factories import make_claim

pytestmark = pytest.mark.django_db

URL = "https://example.org/shells"
FIRST = "Russia bought millions of shells from North Korea."
SECOND = "The New York Times reported that the shells were shipped by train."
ASK = "South Korea should consider sending its own shells to Ukraine."


def bring(*sentences, **given):
    text = "Shells for Seoul\n\n" + " ".join(sentences) + "\n"
    return ingest.import_bytes(
        text.encode(), "a.txt", given=Particulars(url=URL, **given), via="test", by=None
    )


def again(article):
    return ingest.reextract(article, via="test", by=None)


def counts(run):
    return run.claims + run.recommendations, run.unchanged, run.withdrawn, run.returned


def test_a_second_run_of_the_same_rules_changes_nothing():
    article = bring(FIRST, SECOND, ASK).article
    before = list(Claim.objects.order_by("pk").values())
    run = again(article)
    assert counts(run) == (0, len(before) + 1, 0, 0)
    assert list(Claim.objects.order_by("pk").values()) == before


def test_a_proposal_that_the_rules_lost_is_withdrawn_and_returns():
    article = bring(FIRST, ASK).article
    lost = make_claim(Article.objects.get(pk=article.pk), "bought millions", rule="an old rule")
    assert counts(again(article))[2] == 1
    lost.refresh_from_db()
    assert lost.withdrawn_by == ImportRun.objects.first()
    assert lost not in Claim.objects.proposed()


def test_a_proposal_that_comes_back_returns():
    article = bring(FIRST).article
    claim = Claim.objects.get()
    Claim.objects.filter(pk=claim.pk).update(withdrawn_by=ImportRun.objects.first())
    assert counts(again(article)) == (0, 0, 0, 1)
    assert Claim.objects.proposed().get() == claim


@pytest.mark.parametrize("verb", ["accept", "reject"])
def test_what_a_person_decided_is_not_withdrawn(verb, analyst):
    article = bring(FIRST).article
    old = make_claim(Article.objects.get(pk=article.pk), "bought millions", rule="an old rule")
    getattr(actions, verb)([old], reason="so it is", by=analyst)
    assert counts(again(article))[2] == 0


def test_a_rejected_proposal_is_not_proposed_again(analyst):
    article = bring(FIRST).article
    actions.reject([Claim.objects.get()], reason="not said", by=analyst)
    again(article)
    assert Claim.objects.get().curation == "rejected"


def test_a_new_version_adds_only_what_is_new():
    bring(FIRST, SECOND, ASK)
    run = bring(FIRST, "Belgium delivered two ships of steel last year.", ASK)
    old = Article.objects.order_by("pk").first()
    assert run.article.revises == old
    assert run.claims == 1
    assert run.withdrawn >= 1
    assert Recommendation.objects.count() == 1


def test_what_a_person_accepted_is_marked_when_its_words_are_gone_and_keeps_its_quote(analyst):
    bring(FIRST, SECOND)
    claim = Claim.objects.get(exact__startswith="Russia bought")
    actions.accept([claim], by=analyst)
    run = bring(SECOND)
    claim.refresh_from_db()
    assert (claim.withdrawn_by, claim.curation) == (run, "accepted")
    assert claim.exact in claim.article.text


def test_the_addressee_the_importer_named_is_remembered():
    article = bring("It is essential to count the shells.", addressee="Slovenia").article
    run = again(article)
    assert (run.addressee, run.withdrawn, run.recommendations) == ("Slovenia", 0, 0)


def test_a_claim_that_says_the_same_is_noted_and_not_merged():
    bring(FIRST)
    text = "Another paper\n\nMillions of shells Russia bought from North Korea, it seems.\n"
    ingest.import_bytes(text.encode(), "b.txt", given=Particulars(), via="test", by=None)
    likeness = Likeness.objects.get()
    assert likeness.other.exact.rstrip(".") == FIRST.rstrip(".")
    assert Claim.objects.count() == 2


def test_a_claim_that_says_something_else_is_not_noted():
    bring(FIRST)
    text = "Another paper\n\nMillions of people left the country by train last winter.\n"
    ingest.import_bytes(text.encode(), "b.txt", given=Particulars(), via="test", by=None)
    assert not Likeness.objects.exists()
