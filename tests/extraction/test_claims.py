"""Kinds of claims, how sure their authors are, and what is no claim."""

import pytest

from claimtracker.extraction import extract

HEAD = "A title\n\n"


def first(body: str):
    return extract(f"{HEAD}{body}").claims[0]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("In March 2023, Iran sent 40 drones to Russia by sea.", "factual"),
        ("North Korea denied the claims of the newspaper.", "denial"),
        ("We will further restrict Russia's access to our economies.", "intention"),
        ("Hungary seeks to delay the vote of the council.", "intention"),
        ("The new rules will halve the output of the plant.", "prediction"),
        ("Prices are expected to double within a year.", "prediction"),
        ("The plan may be too late to help the city.", "assessment"),
        ("The harvest is due to worsen over the coming months.", "prediction"),
        ("The town hopes to reach all of its farmers by May.", "intention"),
        ("The agency has promised to buy less coal from abroad.", "intention"),
        ("The fund holds an estimated $724 million in cash.", "factual"),
        ("More than 15 million people are threatened by hunger.", "factual"),
        ("The clerk said the office would publish the list.", "prediction"),
        ("Pledges alone do not save lives.", "assessment"),
        ("The attack was unprecedented and the reply was weak.", "assessment"),
    ],
)
def test_the_kind_of_a_claim(body, kind):
    assert first(body).kind == kind


@pytest.mark.parametrize(
    ("body", "certainty", "hedges"),
    [
        ("Iran sent drones to Russia by sea.", "certain", []),
        ("Iran probably sent drones to Russia by sea.", "probable", ["probably"]),
        ("Iran may have sent drones to Russia by sea.", "possible", ["may"]),
        ("Iran sent about 40 drones to Russia by sea.", "certain", ["about"]),
        ("Iran clearly sent drones to Russia by sea.", "certain", ["clearly"]),
        ("Iran wrote about the drones that it sent in May.", "certain", []),
    ],
)
def test_certainty_is_the_authors(body, certainty, hedges):
    claim = first(body)
    assert claim.certainty == certainty
    assert [h.exact for h in claim.hedges] == hedges


def test_a_negated_claim_says_so():
    assert first("Iran did not send drones to Russia by sea.").negated
    assert not first("Iran sent drones to Russia by sea.").negated


def test_a_denial_points_at_the_claim_it_denies():
    body = (
        "The newspaper wrote at length. A New York Times report that Iran was sending drones came "
        "in March. Iran denied the claims."
    )
    claims = extract(f"{HEAD}{body}").claims
    denial = next(c for c in claims if c.kind == "denial")
    assert denial.denies is not None
    assert "report that Iran" in claims[denial.denies].exact


def test_a_denial_of_nothing_attributed_points_nowhere():
    claims = extract(f"{HEAD}It rained in the north. Iran denied the claims.").claims
    assert claims[-1].denies is None


@pytest.mark.parametrize(
    "body",
    [
        "Is Iran sending drones to Russia by sea?",
        "Thank you, and good afternoon to all of you here.",
        "I'm going to turn to the figures of the year now.",
        "Not a word of it.",
    ],
)
def test_questions_greetings_and_fragments_claim_nothing(body):
    assert extract(f"{HEAD}{body}").claims == ()


def test_dates_within_a_claim_come_with_it():
    claim = first("On November 2, 2022, Iran sent drones to Russia by sea.")
    assert [(d.text, d.value) for d in claim.dates] == [("November 2, 2022", "2022-11-02")]


def test_a_recommendation_is_not_proposed_as_a_claim_too():
    draft = extract(f"{HEAD}Congress should fund the office within the year.")
    assert draft.claims == ()
    assert len(draft.recommendations) == 1


def test_turning_down_a_proposal_denies_nothing():
    assert first("Olaf Scholz rejected a proposal to use the frozen assets.").kind != "denial"
    assert first("Olaf Scholz rejected the accusations of the paper.").kind == "denial"


def test_three_words_make_a_claim_and_an_answer_does_not():
    draft = extract(f"{HEAD}Russia bought shells. They did so. [Adopted without a vote.]")
    assert [claim.exact for claim in draft.claims] == ["Russia bought shells."]


def test_the_widest_possible_holds_nothing_back():
    assert not first("The treaty calls for the widest possible cooperation of States.").hedges
    assert [h.exact for h in first("As many as 40 ships lay idle in May.").hedges] == ["As many as"]
