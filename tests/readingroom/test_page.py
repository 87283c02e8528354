"""The page: what it shows, to whom, and at what cost."""

import pytest

from claimtracker.models import Actor, AttributionLink, Likeness, Section
from tests import factories


def page(client, person, article, query=""):
    client.force_login(person)
    return client.get(f"/articles/{article.pk}/{query}")


def test_the_text_stands_there_with_its_statements_marked(client, viewer, article, claim):
    html = page(client, viewer, article).content.decode()
    assert f'<mark class="claim proposed lane0" data-of="claim-{claim.pk}">Russia buys' in html
    assert f'id="claim-{claim.pk}"' in html
    assert "0 of 2 decided" in html


def test_a_stranger_is_sent_to_the_login(client, article):
    assert client.get(f"/articles/{article.pk}/").status_code == 302


def test_whoever_lacks_the_right_is_told_which(client, outsider, article):
    answer = page(client, outsider, article)
    assert answer.status_code == 403
    assert "view_article" in answer.content.decode()


def test_a_viewer_reads_and_is_offered_no_decision(client, viewer, article, claim):
    html = page(client, viewer, article, f"?at=claim-{claim.pk}").content.decode()
    assert "Russia buys shells." in html
    assert "/accept/" not in html
    assert "/add/claim/" not in html


def test_without_a_script_the_address_opens_a_statement(client, analyst, article, claim):
    html = page(client, analyst, article, f"?at=claim-{claim.pk}").content.decode()
    assert f"/claim/{claim.pk}/accept/" in html
    assert "lane0 active" in html


@pytest.mark.parametrize("number", [0, 999, 2**31, 10**30])
def test_an_article_that_is_not_there_is_told_in_plain_words(client, viewer, number):
    client.force_login(viewer)
    answer = client.get(f"/articles/{number}/")
    assert answer.status_code == 404
    assert "no such article" in answer.content.decode()


@pytest.mark.parametrize("at", ["claim-999", "x", "<script>", "claim-" + "9" * 50, "%00"])
def test_a_tampered_choice_opens_nothing(client, viewer, article, at):
    answer = page(client, viewer, article, f"?at={at}")
    assert answer.status_code in (200, 400)
    assert b"<script>" not in answer.content


def test_the_same_queries_for_5_and_for_200_statements(
    client, analyst, django_assert_max_num_queries
):
    author = factories.make_actor("Victor Cha", kind="person")
    asked = {}
    for count in (5, 200):
        sentences = [f"Sentence number {n} says so. " + "x" * 460 for n in range(count)]
        article = factories.make_article(" ".join(sentences)[:100_000] + f" {count}")
        Section.objects.create(article=article, kind="body", label="body", start=0, end=50)
        for n in range(count):
            exact = f"Sentence number {n} says so."
            if n % 5 == 4:
                factories.make_recommendation(article, exact)
                continue
            claim = factories.make_claim(article, exact)
            AttributionLink.objects.create(
                claim=claim, position=0, actor=author, holder="Cha", type="author"
            )
        client.force_login(analyst)
        with django_assert_max_num_queries(12) as queries:
            answer = client.get(f"/articles/{article.pk}/")
        assert answer.content.decode().count('class="peg') == count
        asked[count] = len(queries)
    assert asked[5] == asked[200]


def test_asking_for_news_costs_one_query_beside_the_session(
    client, analyst, article, django_assert_num_queries
):
    first = page(client, analyst, article, "state/")
    with django_assert_num_queries(5):  # session, user, two for the rights, the stamp
        again = client.get(
            f"/articles/{article.pk}/state/", headers={"If-None-Match": first["ETag"]}
        )
    assert again.status_code == 304


def test_news_is_told_when_another_decided(client, viewer, analyst, send, claim):
    article = claim.article
    before = page(client, viewer, article, "state/")["ETag"]
    send(analyst, claim, "accept")
    client.force_login(viewer)
    answer = client.get(f"/articles/{article.pk}/state/", headers={"If-None-Match": before})
    [told] = [row for row in answer.json()["statements"] if row["key"] == f"claim-{claim.pk}"]
    assert (told["curation"], told["by"]) == ("accepted", "ana")


def test_what_a_run_withdrew_is_not_shown(client, viewer, article, claim):
    from claimtracker.models import ImportRun

    run = ImportRun.objects.create(
        article=article, via="test", file="x", extractor="1", outcome="reextracted"
    )
    claim.withdrawn_by = run
    claim.save()
    assert f"claim-{claim.pk}" not in page(client, viewer, article).content.decode()


def test_the_panel_tells_chain_likeness_and_history(client, analyst, send, article, claim):
    kirby = Actor.objects.create(name="John Kirby", kind="person")
    AttributionLink.objects.create(
        claim=claim, position=0, actor=kirby, holder="Kirby", type="person", cue="said",
        cue_start=0, cue_end=4, role="coordinator",
    )  # fmt: skip
    other = factories.make_claim(article, "Nobody knows how many.")
    Likeness.objects.create(claim=claim, other=other, score=0.9)
    send(analyst, claim, "reject", reason="not said")
    html = client.get(f"/articles/{article.pk}/claim/{claim.pk}/").content.decode()
    for words in ("John Kirby", "coordinator", "“said”", "Possibly the same as", "not said",
                  "<b>ana</b> rejected"):  # fmt: skip
        assert words in html


def test_the_panel_of_another_articles_statement_is_not_there(client, analyst, article, claim):
    other = factories.make_article("Another text.")
    answer = page(client, analyst, other, f"claim/{claim.pk}/")
    assert answer.status_code == 404
    assert "has no claim" in answer.content.decode()


def test_other_claims_are_found_by_half_a_word(client, analyst, article, claim):
    other = factories.make_claim(article, "Nobody knows how many.")
    html = page(client, analyst, article, f"claim/{claim.pk}/others/?q=nobod").content.decode()
    assert f'<option value="{other.pk}"' in html
