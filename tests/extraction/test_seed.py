"""The seed article: what a careful reader found in it, and what no machine may propose."""

from pathlib import Path

import pytest

from claimtracker.extraction import extract

TEXT = (Path(__file__).parents[2] / "seeds" / "000_709b79bed430ec9a.txt").read_bytes().decode()
DRAFT = extract(TEXT)


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / min(a[1] - a[0], b[1] - b[0])


def at(drafts, start: int, end: int):
    """Return the draft that lies over the anchor best."""
    return max(
        drafts,
        key=lambda d: (
            overlap((d.start, d.end), (start, end)),
            -abs(d.end - d.start - end + start),
        ),
    )


@pytest.mark.parametrize(
    ("start", "end", "kind", "chain"),
    [
        (226, 331, "factual", ["New York Times"]),
        (333, 377, "denial", ["North Korea"]),
        (487, 602, "assessment", ["John Kirby", "U.S. intelligence"]),
        (610, 770, "assessment", ["John Kirby", "U.S. intelligence"]),
        (943, 989, "prediction", ["John Kirby"]),
        (1176, 1246, "prediction", ["John Kirby"]),
        (1385, 1455, "assessment", []),
        (1798, 1860, "assessment", []),
        (2459, 2552, "prediction", []),
        (3153, 3213, "assessment", []),
        (3505, 3660, "assessment", []),
        (3996, 4101, "prediction", []),
        (4102, 4211, "factual", ["Russia"]),
    ],
)
def test_each_anchor_is_proposed_with_its_chain(start, end, kind, chain):
    claim = at(DRAFT.claims, start, end)
    assert overlap((claim.start, claim.end), (start, end)) > 0.9
    assert [link.holder for link in claim.attribution] == ["Victor Cha", *chain]
    assert claim.kind == kind


@pytest.mark.parametrize(
    ("start", "end", "addressed", "strength"),
    [
        (3860, 3993, ("U.S. authorities",), "could"),
        (4381, 4442, ("Yoon government",), "consider"),
        (4590, 4674, ("Yoon government",), "should"),
    ],
)
def test_each_recommendation_is_proposed_with_its_addressee(start, end, addressed, strength):
    found = at(DRAFT.recommendations, start, end)
    assert overlap((found.start, found.end), (start, end)) > 0.9
    assert (found.addressed_to, found.strength) == (addressed, strength)


def test_there_are_three_recommendations_and_no_more():
    assert len(DRAFT.recommendations) == 3


def test_the_denial_aims_at_the_newspapers_claim():
    denial = next(c for c in DRAFT.claims if c.kind == "denial")
    assert denial.denies is not None
    assert DRAFT.claims[denial.denies].exact.startswith("a New York Times report")


def test_partners_and_obstacles_are_quoted():
    first, second, third = DRAFT.recommendations
    assert first.partners == ("willing countries",)
    assert [o.exact for o in first.obstacles] == ["given the Russian veto"]
    fear = "for fear of upsetting South Korea’s relations with Russia"
    assert [o.exact for o in second.obstacles] == [o.exact for o in third.obstacles] == [fear]


def test_the_day_of_publication_is_a_lower_bound_only():
    assert (DRAFT.published_on, DRAFT.published_not_before) == ("", "2022-11-02")


def test_who_wrote_and_published_it():
    (author,) = DRAFT.authors
    assert (author.name, author.affiliation) == ("Victor Cha", DRAFT.source)
    assert DRAFT.source == "Center for Strategic and International Studies"
    assert (DRAFT.series, DRAFT.title) == (
        "Critical Questions",
        "North Korea Sends Ammunitions to Russia",
    )


def test_actors_are_filed_with_their_aliases():
    actors = {actor.name: actor for actor in DRAFT.actors}
    assert {"DPRK", "Pyongyang"} <= set(actors["North Korea"].aliases)
    assert actors["Yoon government"].part_of == "South Korea"
    assert "the Yoon government" in actors["Yoon government"].aliases
    assert actors["John Kirby"].kind == "person"
    assert "Kirby" in actors["John Kirby"].aliases
    assert actors["National Security Council"].part_of == "United States"


def test_nothing_is_proposed_from_a_quiet_zone():
    quiet = {"title", "question", "byline", "author_bio", "disclaimer", "copyright"}
    zones = [(s.start, s.end) for s in DRAFT.sections if s.kind in quiet]
    assert len(zones) >= 7
    for draft in (*DRAFT.claims, *DRAFT.recommendations):
        assert all(draft.end <= a or draft.start >= b for a, b in zones)
