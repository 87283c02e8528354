"""One file, one transaction; the same bytes are one article; a decision is never overrun."""

import hashlib
import threading

import pytest
from django.db import connection

from claimtracker import actions, ingest
from claimtracker.ingest import Particulars
from claimtracker.ingest.writer import Writer
from claimtracker.models import Actor, Addressee, Article, Claim, ImportRun, Recommendation
from claimtracker.models.statements import fingerprint
from tests.factories import make_actor

pytestmark = pytest.mark.django_db

TEXT = """Shells for Seoul

Russia bought millions of shells, the New York Times reported. Moscow denied the report.

The South Korean government should consider sending its own shells to Ukraine. The United
States and Japan must agree on a common list.
"""


def bring(text=TEXT, name="shells.txt", **given):
    return ingest.import_bytes(text.encode(), name, given=Particulars(**given), via="test", by=None)


def test_an_article_keeps_its_bytes_text_and_hash():
    article = bring().article
    stored = Article.objects.defer(None).get(pk=article.pk)
    assert (stored.text, bytes(stored.original)) == (TEXT, TEXT.encode())
    assert stored.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_every_proposal_stands_where_it_says():
    article = bring().article
    rows = [*Claim.objects.all(), *Recommendation.objects.all()]
    assert rows
    assert all(TEXT[row.start : row.end] == row.exact for row in rows)
    assert {row.curation for row in rows} == {"proposed"}
    assert {row.article_id for row in rows} == {article.pk}


def test_the_same_bytes_again_change_nothing():
    first, second = bring(), bring(name="copy.txt")
    assert (first.outcome, second.outcome) == ("created", "unchanged")
    assert first.article == second.article
    assert Claim.objects.count() == first.claims


def test_an_import_never_overturns_a_decision(analyst):
    bring()
    actions.reject([Claim.objects.first()], reason="not said", by=analyst)
    before = list(Claim.objects.order_by("pk").values())
    bring()
    assert list(Claim.objects.order_by("pk").values()) == before


def test_a_known_actor_is_not_filed_again():
    korea = make_actor("Republic of Korea", aliases=["South Korea", "Seoul"])
    bring()
    assert Actor.objects.named("South Korea").get() == korea
    assert Addressee.objects.addressed_to(korea).exists()


def test_a_recommendation_that_names_nobody_is_tracked_all_the_same():
    bring("A title\n\nIt is essential that the shells be counted by the end of the year.\n")
    for recommendation in Recommendation.objects.all():
        assert recommendation.addressees.exists()


def test_a_changed_article_at_the_same_address_revises_the_old_one():
    url = "https://example.org/shells"
    old, new = bring(url=url).article, bring(TEXT + "\nMore of it came.\n", url=url).article
    assert new.revises == old
    assert Article.objects.get(pk=old.pk).claim_set.count() == old.claim_set.count()


def test_what_the_importer_knows_is_kept():
    article = bring(published_on="2022-11-04", source="The Paper").article
    article.refresh_from_db()
    assert str(article.published_on) == "2022-11-04"
    assert article.published_not_before is None
    assert article.source.actor.name == "The Paper"


@pytest.mark.parametrize("text", ["", "   ", "12 345", "%%%\n%%%"])
def test_a_refused_file_leaves_nothing_but_its_reason(text):
    run = bring(text)
    assert (run.outcome, Article.objects.count(), Actor.objects.count()) == ("refused", 0, 0)
    assert run.reason.startswith("shells.txt: ")


def test_a_fault_in_the_middle_leaves_nothing_half_done(monkeypatch):
    def cut_the_power(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(Writer, "store_recommendations", cut_the_power)
    with pytest.raises(KeyboardInterrupt):
        bring()
    assert not Article.objects.exists()
    assert not Claim.objects.exists()
    assert not ImportRun.objects.exists()


def test_an_import_is_on_record_with_its_file_and_note():
    bring(note="first batch")
    context = Claim.objects.first().events.get().pgh_context
    assert (context["command"], context["file"], context["reason"]) == (
        "test",
        "shells.txt",
        "first batch",
    )


def test_a_fingerprint_survives_spacing_case_and_quotation_marks():
    assert fingerprint("claim", "“Millions”  of\nshells", ["NYT"]) == fingerprint(
        "claim", '"millions" of shells', ["the NYT"]
    )
    assert fingerprint("claim", "Shells", []) != fingerprint("recommendation", "Shells", [])


@pytest.mark.django_db(transaction=True)
def test_three_imports_of_the_same_files_at_once_make_each_article_once():
    texts = [TEXT.replace("Russia", name) for name in ("Iran", "Syria", "Belarus", "China")]
    outcomes = []

    def work():
        outcomes.extend(bring(text).outcome for text in texts)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["created"] * 4 + ["unchanged"] * 8
    assert Article.objects.count() == len(texts)
