"""ClaimReview and Web Annotations, read by a JSON-LD library that is not ours."""

import json
from types import SimpleNamespace

import pytest
from pyld import jsonld

from claimtracker import actions
from claimtracker.models import AttributionLink, Credibility
from claimtracker.reports.linked import RATING
from tests.factories import make_actor, make_article, make_claim
from tests.reports import contexts, make

TEXT = "Shells\nRussia buys “shells”, Kirby said. It may rain. Seoul will pay.\n"
S, OA = "http://schema.org/", "http://www.w3.org/ns/oa#"


@pytest.fixture
def assessed(db, analyst, settings):
    """A claim held to be doubtful, one that cannot be tracked, and one that nobody judged."""
    settings.SITE_ADDRESS = "https://claims.example.org/"
    article = make_article(
        TEXT, url="https://example.org/a", title="Shells", published_on="2022-11-02",
        source=make.source("CSIS"),
    )  # fmt: skip
    claim = make_claim(article, "Russia buys “shells”, Kirby said.", summary="Russia buys shells")
    kirby = make_actor("John Kirby", kind="person")
    AttributionLink.objects.create(claim=claim, position=0, holder="author", type="author")
    AttributionLink.objects.create(
        claim=claim, position=1, holder="Kirby", type="person", actor=kirby
    )
    actions.assess(claim, by=analyst, rationale="first", credibility=2)
    actions.assess(claim, by=analyst, rationale="no second source", credibility=4)
    actions.assess(
        make_claim(article, "It may rain."), by=analyst, rationale="why", untrackable=True
    )
    make_claim(article, "Seoul will pay.")
    return SimpleNamespace(claim=claim, article=article)


def graph(client, name, form):
    """Download a file; return it as JSON, and expanded by PyLD."""
    answer = client.get(f"/reports/{name}.{form}")
    document = json.loads(answer.getvalue())
    return document, jsonld.expand(document, {"documentLoader": contexts.load})


def value(node, term):
    """Return the one value of a term."""
    [found] = node[term]
    return found.get("@value", found.get("@id", found))


def test_only_what_was_judged_is_a_review(reader, assessed):
    document, [review] = graph(reader, "claims", "claimreview")
    page = f"https://claims.example.org/admin/claimtracker/claim/{assessed.claim.pk}/change/"
    assert document["@context"] == "https://schema.org"
    assert review["@type"] == [f"{S}ClaimReview"]
    assert (review["@id"], value(review, f"{S}url")) == (page, page)
    assert value(review, f"{S}claimReviewed") == "Russia buys shells"
    [author] = review[f"{S}author"]
    assert value(author, f"{S}name") == "ana"


def test_the_newest_assessment_is_the_rating(reader, assessed):
    _, [review] = graph(reader, "claims", "claimreview")
    [rating] = review[f"{S}reviewRating"]
    found = {term.removeprefix(S): value(rating, term) for term in rating if term[0] != "@"}
    assert found == {
        "ratingValue": 2, "bestRating": 5, "worstRating": 1, "alternateName": "4 - Doubtful",
        "ratingExplanation": "no second source",
    }  # fmt: skip


def test_the_reviewed_claim_names_who_said_it_where(reader, assessed):
    _, [review] = graph(reader, "claims", "claimreview")
    [claim] = review[f"{S}itemReviewed"]
    assert claim["@type"] == [f"{S}Claim"]
    assert value(claim, f"{S}text") == assessed.claim.exact
    assert value(claim, f"{S}datePublished") == "2022-11-02"
    [author], [appearance] = claim[f"{S}author"], claim[f"{S}appearance"]
    assert (author["@type"], value(author, f"{S}name")) == ([f"{S}Person"], "John Kirby")
    assert value(appearance, f"{S}url") == "https://example.org/a"
    proof = {value(p, f"{S}propertyID"): value(p, f"{S}value") for p in claim[f"{S}identifier"]}
    assert proof == {
        "sha256": assessed.article.sha256, "start": assessed.claim.start,
        "end": assessed.claim.end,
    }  # fmt: skip


def test_the_best_credibility_has_the_highest_rating():
    assert set(RATING) == set(Credibility)
    judged = [RATING[grade] for grade in Credibility if grade != Credibility.CANNOT_BE_JUDGED]
    assert judged == [5, 4, 3, 2, 1]
    assert RATING[Credibility.CANNOT_BE_JUDGED] == 3


def test_annotations_quote_and_place_every_claim(reader, assessed):
    document, [collection] = graph(reader, "claims", "annotations")
    assert document["total"] == 3
    [page] = collection["http://www.w3.org/ns/activitystreams#first"]
    [[*items]] = [page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]]
    assert {tuple(item["@type"]) for item in items} == {(f"{OA}Annotation",)}
    [target] = items[-1][f"{OA}hasTarget"]
    assert value(target, f"{OA}hasSource") == "https://example.org/a"
    quote, place = target[f"{OA}hasSelector"]
    exact, start = value(quote, f"{OA}exact"), value(place, f"{OA}start")
    assert TEXT[start : value(place, f"{OA}end")] == exact == assessed.claim.exact
    assert TEXT[:start].endswith(value(quote, f"{OA}prefix"))
    bodies = [value(body, "http://www.w3.org/1999/02/22-rdf-syntax-ns#value")
              for body in items[-1][f"{OA}hasBody"]]  # fmt: skip
    assert {"Russia buys shells", "factual", f"sha256:{assessed.article.sha256}"} <= set(bodies)


def test_every_addressee_is_an_annotation(reader, world):
    document, _ = graph(reader, "recommendations", "annotations")
    ids = {item["id"] for item in document["first"]["items"]}
    assert len(ids) == document["total"] == 7


def test_a_file_counts_its_own_records(reader, assessed):
    answer = reader.get("/reports/claims.claimreview")
    assert answer["Row-Count"] == "1"
    assert answer["Content-Type"] == "application/ld+json"
    assert answer["Content-Disposition"].endswith('.claimreview.jsonld"')
    answer.close()
