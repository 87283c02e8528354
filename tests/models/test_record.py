"""The record keeps every change, by whichever way it is written, with its user and reason."""

import pytest
from django.db import DatabaseError, transaction

from claimtracker.models import Article, Claim
from claimtracker.models.record import on_record
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db


def events(claim):
    return list(claim.events.order_by("pgh_id").values_list("pgh_label", flat=True))


def test_insert_update_and_delete_are_on_record():
    claim = make_claim()
    Claim.objects.filter(pk=claim.pk).update(summary="Shells are bought.")
    record = claim.events.model.objects.filter(pgh_obj_id=claim.pk).order_by("pgh_id")
    claim.delete()
    assert [event.pgh_label for event in record] == ["insert", "update", "delete"]


def test_saving_a_row_unchanged_leaves_no_trace():
    claim = make_claim()
    claim.save()
    assert events(claim) == ["insert"]


def test_the_record_names_user_and_reason(analyst):
    claim = make_claim()
    with on_record(user=analyst.pk, reason="a better summary"):
        Claim.objects.filter(pk=claim.pk).update(summary="Shells are bought.")
    context = claim.events.latest("pgh_id").pgh_context
    assert context == {"user": analyst.pk, "reason": "a better summary"}


def test_a_reason_does_not_stick_to_the_next_change(analyst):
    claim = make_claim()
    with on_record(user=analyst.pk):
        with on_record(reason="because"):
            Claim.objects.filter(pk=claim.pk).update(summary="One.")
        Claim.objects.filter(pk=claim.pk).update(summary="Two.")
    contexts = claim.events.order_by("-pgh_id").values_list("pgh_context", flat=True)
    assert list(contexts[:2]) == [{"user": analyst.pk}, {"user": analyst.pk, "reason": "because"}]


def test_the_record_is_never_rewritten():
    claim = make_claim()
    with pytest.raises(DatabaseError), transaction.atomic():
        claim.events.update(summary="forged")
    with pytest.raises(DatabaseError), transaction.atomic():
        claim.events.all().delete()


def test_a_deleted_article_stays_on_record_in_full():
    article = make_article("A text that goes.")
    key = article.pk
    Article.objects.filter(pk=key).delete()
    gone = Article.deletions.rel.related_model.objects.get(pgh_obj_id=key)
    assert (gone.text, bytes(gone.original)) == ("A text that goes.", b"A text that goes.")
