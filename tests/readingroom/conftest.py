"""A small article with a claim and a recommendation, and ways to knock at its doors."""

import json

import pytest

from claimtracker.models import Article
from tests import factories


@pytest.fixture
def article(db):
    """Three sentences; a claim and a recommendation stand in it."""
    article = factories.make_article()
    factories.make_claim(article)
    factories.make_recommendation(article)
    return article


@pytest.fixture
def claim(article):
    """Russia buys shells: proposed."""
    return article.claim_set.get()


@pytest.fixture
def recommendation(article):
    """Seoul should consider sending its own: proposed."""
    return article.recommendation_set.get()


@pytest.fixture
def send(client):
    """`send(ana, claim, "reject", reason="...")` posts JSON; `send(ana, article, "undo")` too."""

    def post(person, subject, to, body=None, **fields):
        client.force_login(person)
        body = json.dumps(fields) if body is None else body
        return client.post(address(subject, to), body, content_type="application/json")

    return post


def address(subject, to):
    """The address of what is done with an article or one of its statements."""
    if isinstance(subject, Article):
        return f"/articles/{subject.pk}/{to}/"
    return f"/articles/{subject.article_id}/{subject._meta.model_name}/{subject.pk}/{to}/"
