"""The database refuses what is untrue, whoever writes it."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from claimtracker.models import Addressee, Article, Claim, Relation, StatusChange
from claimtracker.models.vocabulary import STATUS_MOVES, Status
from tests.factories import (
    make_actor,
    make_addressee,
    make_article,
    make_claim,
    make_recommendation,
    move,
)

pytestmark = pytest.mark.django_db


def refused(statement, *, by=DatabaseError):
    """Assert that the database refuses, and stay usable."""
    with pytest.raises(by), transaction.atomic():
        statement()


def test_offsets_span_the_quote():
    claim = make_claim()
    refused(lambda: Claim.objects.filter(pk=claim.pk).update(end=claim.end + 1), by=IntegrityError)


@pytest.mark.parametrize("field", ["text", "sha256", "original", "media_type", "encoding"])
def test_what_an_article_is_never_changes(field):
    article = make_article()
    other = b"other" if field == "original" else "a" * 64
    refused(lambda: Article.objects.filter(pk=article.pk).update(**{field: other}))


def test_the_same_bytes_are_one_article():
    make_article("One text.")
    refused(lambda: make_article("One text.", title="Another"), by=IntegrityError)


def test_a_decision_has_its_person_and_time(analyst):
    claim = make_claim()
    rows = Claim.objects.filter(pk=claim.pk)
    refused(lambda: rows.update(curation="accepted"), by=IntegrityError)
    rows.update(curation="accepted", decided_by=analyst, decided_at=timezone.now())


def test_a_claim_does_not_relate_to_itself():
    claim = make_claim()
    refused(
        lambda: Relation.objects.create(claim=claim, kind="denies", other=claim),
        by=IntegrityError,
    )


def test_an_addressee_starts_open():
    recommendation, actor = make_recommendation(), make_actor()
    refused(
        lambda: Addressee.objects.create(
            recommendation=recommendation, actor=actor, status="implemented"
        )
    )


def test_a_recommendation_names_nobody_only_once():
    recommendation = make_recommendation()
    Addressee.objects.create(recommendation=recommendation)
    refused(lambda: Addressee.objects.create(recommendation=recommendation), by=IntegrityError)


def test_a_status_moves_only_with_its_reason():
    addressee = make_addressee()
    with connection.cursor() as cursor:
        refused(
            lambda: cursor.execute(
                "UPDATE claimtracker_addressee SET status = 'implemented' WHERE id = %s",
                [addressee.pk],
            )
        )


def test_a_status_change_moves_the_addressee(analyst):
    addressee = make_addressee()
    change = move(addressee, "implemented", analyst)
    addressee.refresh_from_db()
    assert (addressee.status, addressee.status_since) == ("implemented", change.effective_on)


def test_a_status_change_starts_from_the_current_status(analyst):
    addressee = make_addressee()
    move(addressee, "implemented", analyst)
    refused(lambda: move(addressee, "not_implemented", analyst, from_status="open"))


@pytest.mark.parametrize("old", Status)
@pytest.mark.parametrize("new", Status)
def test_the_database_holds_the_transition_table(old, new, analyst):
    addressee = make_addressee()
    if old != Status.OPEN:
        move(addressee, old, analyst)
        addressee.refresh_from_db()
    if new in STATUS_MOVES[old]:
        move(addressee, new, analyst)
    else:
        refused(lambda: move(addressee, new, analyst))


def test_a_status_change_is_never_rewritten(analyst):
    change = move(make_addressee(), "implemented", analyst)
    refused(lambda: StatusChange.objects.filter(pk=change.pk).update(reason="another"))
    refused(lambda: StatusChange.objects.filter(pk=change.pk).delete())


def test_every_update_counts_in_the_version():
    claim = make_claim()
    Claim.objects.filter(pk=claim.pk).update(summary="Shells are bought.")
    assert Claim.objects.get(pk=claim.pk).version == claim.version + 1


@pytest.mark.parametrize("words", ["buys shell", "RUSSIA", "Rússia"])
def test_search_finds_stems_in_any_case_without_accents(words):
    claim = make_claim()
    assert list(Claim.objects.matching(words)) == [claim]


def test_search_leaves_out_what_is_said_to_be_left_out():
    make_claim()
    assert not Claim.objects.matching("Russia -shells").exists()


def test_a_list_of_claims_never_fetches_the_article_text(django_assert_num_queries):
    make_claim()
    with django_assert_num_queries(1) as queries:
        [claim] = Claim.objects.with_article()
        assert claim.article.title == "Shells"
    assert '"text"' not in queries.captured_queries[0]["sql"]
