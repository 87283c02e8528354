"""Any mixture of filters: as many rows on the screen as in the file and in plain SQL."""

import random
import re

import pytest
from django.db import connection

from claimtracker.models import Actor, Article, Source
from claimtracker.reports.formats import SafeCSV
from claimtracker.reports.registry import REPORTS
from tests.reports.claimed import claimed  # noqa: F401

MIXTURES = 24
SEED = 20261123

DATE = "coalesce(t.published_on, t.published_not_before)"
KOREA = "SELECT id FROM claimtracker_actor WHERE name IN ('South Korea', 'Yoon government', " \
    "'Ministry of Defence')"  # fmt: skip
USA = "SELECT id FROM claimtracker_actor WHERE name = 'United States'"
OF = "EXISTS (SELECT 1 FROM claimtracker_{} v WHERE v.claim_id = c.id AND {{}})"
VOICES, MENTIONS, CHECKS, EVIDENCE = map(
    OF.format, ("attributionlink", "mention", "followup", "evidence")
)
SAID, ABOUT = VOICES.format("v.actor_id IN (%s)"), MENTIONS.format("v.actor_id IN (%s)")
OPEN = CHECKS.format("v.done_on IS NULL{}")
AGAINST = EVIDENCE.format("stance = 'refutes'")
POINTS = """EXISTS (SELECT 1 FROM claimtracker_relation p
  JOIN claimtracker_claim x ON x.id = p.claim_id
  WHERE p.other_id = c.id AND x.curation <> 'rejected' AND p.kind = '{}')"""
DENIED, SUPPORTED = POINTS.format("denies"), POINTS.format("supports")
NEWEST = """(SELECT credibility FROM claimtracker_assessment s
  WHERE s.claim_id = c.id ORDER BY id DESC LIMIT 1)"""
STANDS = "c.curation <> 'rejected'"
CSIS = "o.actor_id = (SELECT id FROM claimtracker_actor WHERE name = 'CSIS')"
CLAIMS_OF = "FROM claimtracker_article t LEFT JOIN claimtracker_source o ON o.id = t.source_id"
BY_USA = "EXISTS (SELECT 1 FROM claimtracker_recommender m WHERE m.recommendation_id = r.id)"

# For each report: where its rows come from, what stands where no curation is given, and what
# each parameter says in SQL.
SQL = {
    "claims": (
        "FROM claimtracker_claim c JOIN claimtracker_article t ON t.id = c.article_id "
        "LEFT JOIN claimtracker_source o ON o.id = t.source_id",
        STANDS,
        {
            "actor=ROK": f"({SAID % KOREA} OR {ABOUT % KOREA})",
            "said_by=US": SAID % USA,
            "said_by=South Korea": SAID % KOREA,
            "about=ROK": ABOUT % KOREA,
            "kind=denial&kind=factual": "c.kind IN ('denial', 'factual')",
            "kind=prediction": "c.kind = 'prediction'",
            "certainty=certain": "c.certainty = 'certain'",
            "credibility=2&credibility=4": f"{NEWEST} IN (2, 4)",
            "curation=accepted": "c.curation = 'accepted'",
            "curation=rejected": "c.curation = 'rejected'",
            "approved=yes": "c.review = 'approved'",
            "approved=no": "c.review <> 'approved'",
            "denied=yes": DENIED,
            "denied=no": f"NOT {DENIED}",
            "denied_by=ROK": DENIED,
            "denied_by=US": "false",
            "contested=yes": f"({DENIED} OR {AGAINST})",
            "single_sourced=yes": f"NOT {SUPPORTED} OR c.exact = 'Food'",
            "single_sourced=no": "c.exact = 'Ukraine'",
            "source=csis": CSIS,
            "article={article}": "t.id = {article}",
            "assignee=ana": "c.assignee_id = (SELECT id FROM auth_user WHERE username = 'ana')",
            "due=soon": OPEN.format(" AND v.due_on BETWEEN current_date AND current_date + 30"),
            "due=any": OPEN.format(""),
            "published_after=2023-01-01": f"{DATE} >= '2023-01-01'",
            "published_before=2023-01-01": f"{DATE} <= '2023-01-01'",
            "q=seoul": "c.exact = 'Seoul'",
        },
    ),
    "recommendations": (
        "FROM claimtracker_addressee d JOIN claimtracker_recommendation r "
        "ON r.id = d.recommendation_id JOIN claimtracker_article t ON t.id = r.article_id "
        "LEFT JOIN claimtracker_source o ON o.id = t.source_id",
        "r.curation <> 'rejected'",
        {
            "actor=ROK": f"d.actor_id IN ({KOREA})",
            "actor=US": f"d.actor_id IN ({USA})",
            "status=open": "d.status = 'open'",
            "status=implemented&status=not_implemented": "d.status LIKE '%%implemented'",
            "strength=must&strength=could": "r.strength IN ('must', 'could')",
            "curation=rejected&curation=proposed": "r.curation IN ('rejected', 'proposed')",
            "approved=yes": "r.review = 'approved'",
            "approved=no": "r.review <> 'approved'",
            "priority=no": "NOT d.priority",
            "role=partner": "d.role = 'partner'",
            "recommended_by=US": BY_USA,
            "article={article}": "t.id = {article}",
            "assignee=ana": "r.assignee_id = (SELECT id FROM auth_user WHERE username = 'ana')",
            "source=csis": CSIS,
            "published_after=2022-11-02": f"{DATE} >= '2022-11-02'",
            "q=cargo": "r.exact LIKE '%%cargo%%'",
        },
    ),
    "actors": (
        "FROM claimtracker_actor a",
        "a.merged_into_id IS NULL",
        {
            "actor=ROK": f"a.id IN ({KOREA})",
            "kind=state": "a.kind = 'state'",
            "kind=media&kind=person": "a.kind IN ('media', 'person')",
            "q=o": "a.name ILIKE '%%o%%'",
            "asked=yes": "a.id IN (SELECT actor_id FROM claimtracker_addressee)",
            "asked=no": "a.id NOT IN (SELECT actor_id FROM claimtracker_addressee WHERE actor_id "
            "IS NOT NULL)",
            "quoted=yes": "a.id IN (SELECT actor_id FROM claimtracker_attributionlink)",
            "quoted=no": "a.id NOT IN (SELECT actor_id FROM claimtracker_attributionlink)",
        },
    ),
    "articles": (
        CLAIMS_OF,
        "true",
        {
            "q=s": "t.title ILIKE '%%s%%'",
            "source=csis": CSIS,
            "author=cha": "t.id IN (SELECT article_id FROM claimtracker_author)",
            "waiting=yes": "(t.id IN (SELECT article_id FROM claimtracker_claim WHERE curation = "
            "'proposed') OR t.id IN (SELECT article_id FROM claimtracker_recommendation "
            "WHERE curation = 'proposed'))",
            "waiting=no": "false",
            "published_after=2022-11-02": f"{DATE} >= '2022-11-02'",
            "published_before=2023-01-01": f"{DATE} <= '2023-01-01'",
            "sort=-claims": "true",
        },
    ),
    "followups": (
        "FROM claimtracker_followup f LEFT JOIN claimtracker_claim c ON c.id = f.claim_id "
        "LEFT JOIN claimtracker_addressee d ON d.id = f.addressee_id "
        "LEFT JOIN claimtracker_recommendation r ON r.id = d.recommendation_id",
        "true",
        {
            "actor=ROK": f"(d.actor_id IN ({KOREA}) OR {SAID % KOREA} OR {ABOUT % KOREA})",
            "due=any": "f.done_on IS NULL",
            "due=overdue": "f.done_on IS NULL AND f.due_on < current_date",
            "done=yes": "f.done_on IS NOT NULL",
            "done=no": "f.done_on IS NULL",
            "assignee=ana": "f.assignee_id = (SELECT id FROM auth_user WHERE username = 'ana')",
            "article={article}": "coalesce(c.article_id, r.article_id) = {article}",
            "sort=-due_on": "true",
        },
    ),
}


def mixtures(name):
    """Every parameter alone, then as many mixtures of two or three as make more than enough."""
    parameters = SQL[name][2]
    yield from ((one,) for one in parameters)
    dice = random.Random(SEED)  # noqa: S311  the same mixtures in every run
    for number in range(MIXTURES):
        mixture = dice.sample(sorted(parameters), 2 + number % 2)
        keys = [one.partition("=")[0] for one in mixture]
        if len(set(keys)) == len(keys):
            yield tuple(mixture)


@pytest.mark.parametrize("name", SQL)
def test_screen_file_and_sql_agree_on_any_mixture(reader, claimed, name):  # noqa: F811
    tables, standing, conditions = SQL[name]
    article = Article.objects.first().pk
    tried = list(mixtures(name))
    assert len(tried) >= 20
    for mixture in tried:
        query = "&".join(mixture).format(article=article)
        where = [f"({conditions[one].format(article=article)})" for one in mixture]
        if "curation=" not in query:
            where.append(standing)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) {tables} WHERE {' AND '.join(where)}", [])  # noqa: S608
            (expected,) = cursor.fetchone()
        page = reader.get(f"/reports/{name}/?{query}").content.decode()
        file = reader.get(f"/reports/{name}.csv?{query}")
        shown = int(re.search(r'id="count">(\d+) row', page)[1])
        held = len(SafeCSV().create_dataset(file.getvalue()))
        assert (query, shown, held) == (query, expected, expected)


@pytest.mark.parametrize("name", REPORTS)
def test_a_facet_leads_to_as_many_rows_as_it_says(reader, claimed, name):  # noqa: F811
    followed = 0
    for query in ("", "q=s", "curation=accepted", "actor=ROK"):
        page = reader.get(f"/reports/{name}/?{query}")
        if page.status_code == 400:  # not every report has every filter
            continue
        text = page.content.decode().partition('class="facets"')[2].partition("</section>")[0]
        for url, number in re.findall(r'href="(\?[^"]*)">[^<]* <strong>(\d+)</strong>', text):
            there = reader.get(f"/reports/{name}/{url.replace('&amp;', '&')}").content.decode()
            assert f'id="count">{number} row' in there, url
            followed += 1
    assert followed or name == "followups" or (name == "sources" and not _rated())


def _rated():
    return Source.objects.with_reliability().filter(reliability__isnull=False).exists()


def test_a_chosen_value_can_be_let_go(reader, claimed):  # noqa: F811
    text = reader.get("/reports/claims/?kind=denial&certainty=certain").content.decode()
    (chosen,) = re.findall(r'<a href="([^"]*)" aria-current="true" aria-label="Denial 1, rem', text)
    assert chosen == "?certainty=certain"


def test_every_claim_has_one_answer_to_yes_and_no(reader, claimed):  # noqa: F811
    select = REPORTS["claims"].select
    from django.http import QueryDict

    whole = select(QueryDict("")).count
    for name in ("approved", "denied", "contested", "single_sourced"):
        parts = [select(QueryDict(f"{name}={word}")).count for word in ("yes", "no")]
        assert sum(parts) == whole, name


def test_a_merged_actor_is_in_no_list(reader, claimed):  # noqa: F811
    merged = Actor.objects.get(name="Cha")
    Actor.objects.filter(pk=merged.pk).update(merged_into=Actor.objects.get(name="CSIS"))
    assert ">Cha<" not in reader.get("/reports/actors/").content.decode()
