"""Who is asked to do what: modals, performatives, lists, resolutions, reviews."""

import pytest

from claimtracker.extraction import extract

HEAD = "A title\n\n"


def advice(body: str, **known: str):
    return extract(f"{HEAD}{body}", **known).recommendations


@pytest.mark.parametrize(
    ("body", "modality", "strength", "addressed"),
    [
        ("Congress should fund the office.", "should", "should", ["U.S. Congress"]),
        ("The Yoon government should consider arming Ukraine.", "should", "consider",
         ["Yoon government"]),
        ("Member States must stop all transfers of arms.", "must", "must", ["Member States"]),
        ("The Treasury Department needs to expand that list.", "needs to", "should",
         ["U.S. Department of the Treasury"]),
        ("The UK, as penholder, should call a session.", "should", "should", ["United Kingdom"]),
        ("We urge North Korea to cease these deliveries.", "urge", "should", ["North Korea"]),
        ("We recommend that the Government publish the plan.", "recommend", "should",
         ["Government"]),
        ("It is essential that the Pentagon restore the line.", "essential", "must",
         ["U.S. Department of Defense"]),
        ("Companies should ensure that wood is well sourced.", "should", "should", ["Companies"]),
    ],
)  # fmt: skip
def test_an_ask_has_an_addressee_and_a_strength(body, modality, strength, addressed):
    (found,) = advice(body)
    assert (found.modality, found.strength, list(found.addressed_to)) == (
        modality,
        strength,
        addressed,
    )


@pytest.mark.parametrize(
    "body",
    [
        "Should Congress fund the office?",
        "The vote should have been a warning to the party.",
        "This should come as no surprise to the ministry.",
        "It is unclear whether the government should act.",
        "Agencies that should report the figures have not done so.",
        "There is evidence that companies need to adapt to the rules.",
        "Consumers should be able to tell what they are buying.",
        "The United States could face a choice within the year.",
        "The Bucha Declaration, which calls for justice, was signed in March.",
        "Some have argued that the United States should leave the pact.",
    ],
)
def test_a_modal_that_asks_nobody_is_no_recommendation(body):
    assert advice(body) == ()


def test_a_weak_modal_proposes_only_where_the_question_asks_for_it():
    sentence = "U.S. authorities could coordinate with willing countries."
    assert advice(sentence) == ()
    (found,) = advice(f"Q1: What can be done about this?\n\nA1: {sentence}")
    assert (found.strength, found.partners) == ("could", ("willing countries",))


def test_two_asks_of_one_sentence_are_two_recommendations():
    body = (
        "Human Rights Watch is calling on Iran to free the prisoners, and urges the International "
        "Criminal Court to open a case."
    )
    first, second = advice(body)
    assert first.addressed_to == ("Iran",)
    assert second.addressed_to == ("International Criminal Court",)
    assert first.recommender == second.recommender == ("Human Rights Watch",)


def test_they_and_it_are_who_was_addressed_before():
    body = "We urge the World Bank to act. It should also publish the terms of its loans."
    assert [r.addressed_to for r in advice(body)] == [("World Bank",), ("World Bank",)]


def test_items_under_a_lead_in_inherit_whom_it_asks():
    body = (
        "We recommend that the Director of the Bureau take the following two steps:\n\n"
        "1. Standards for the records of all reviews.\n\n2. Steps to train the staff."
    )
    found = advice(body)
    assert [r.modality for r in found] == ["recommend", "recommend"]
    assert {r.addressed_to for r in found} == {("Director of the Bureau",)}


def test_a_heading_addresses_the_items_below_it():
    body = (
        "Recommendations\n\nTo the Government of Sudan:\n• Grant visas to aid workers;\n\n"
        "To the World Bank:\n• Suspend the loan."
    )
    assert [r.addressed_to for r in advice(body)] == [("Sudan government",), ("World Bank",)]


def test_a_review_names_who_recommends_and_the_caller_names_to_whom():
    body = "121.1 Ratify the convention on the rights of migrants (France) (Türkiye);"
    (found,) = advice(body, default_addressee="Slovenia")
    assert found.recommender == ("France", "Turkey")
    assert found.addressed_to == ("Slovenia",)
    assert found.exact.endswith("(Türkiye)")


RESOLUTION = (
    "The Security Council,\n\nReaffirming its resolution 242 (1967) on the matter at hand,\n\n"
    "1. Decides that all Member States shall prevent the supply of arms to Haiti;\n\n"
    "2. Stresses that the calm is fragile, and calls upon Israel to end the blockade;\n\n"
    "3. Calls upon the Haitian authorities:\n\n(a) To reform the customs;\n\n"
    "4. Decides to remain seized of the matter."
)


def test_a_resolution_asks_by_its_operative_verbs():
    found = extract(RESOLUTION).recommendations
    assert [r.modality for r in found] == ["shall", "calls upon", "Calls upon"]
    assert [list(r.addressed_to) for r in found] == [
        ["Member States"],
        ["Israel"],
        ["Haitian authorities"],
    ]
    assert {r.recommender for r in found} == {("UN Security Council",)}


def test_a_preamble_recommends_nothing():
    assert all("Reaffirming" not in r.exact for r in extract(RESOLUTION).recommendations)


def test_condition_and_purpose_are_quoted():
    body = "If talks fail, Congress should fund the office in order to keep the peace."
    (found,) = advice(body)
    assert found.conditions == ("If talks fail",)
    assert found.purpose == "in order to keep the peace"


def test_an_obstacle_stands_against_the_advice_that_shares_its_actor():
    body = (
        "Congress should fund the office. Japan should send a ship. Japan has been careful for "
        "fear of upsetting China."
    )
    fund, send = advice(body)
    assert fund.obstacles == ()
    assert [o.exact for o in send.obstacles] == ["for fear of upsetting China"]


def test_a_list_of_names_is_asked_as_a_whole():
    (found,) = advice("Berlin, Paris and Rome need to agree before the summit.")
    assert found.addressed_to == ("Germany", "France", "Italy")


def test_an_ask_passed_on_goes_to_whom_it_is_for():
    body = "We urge the Committee to call on the Thai government to drop the charges."
    (found,) = advice(body)
    assert found.addressed_to == ("Thai government",)


def test_it_at_the_head_of_an_answer_is_whom_the_question_asks_about():
    body = (
        "Q1: What should the incoming administration do?\n\nA1: It should appoint an envoy at once."
    )
    assert [r.addressed_to for r in advice(body)] == [("incoming administration",)]


def test_what_a_named_speaker_asks_is_the_speakers():
    body = "“Governments should stop the sales of fuel,” said Hanna Hindstrom of Global Witness."
    assert [r.recommender for r in advice(body)] == [("Hanna Hindstrom",)]


def test_an_organ_is_the_author_of_its_resolution_whatever_adverb_opens_a_paragraph():
    text = (
        "The General Assembly,\n\nFurther recalling its resolution 70/1 of 25 September 2015,\n\n"
        "1. Strongly urges Member States to ratify the Convention;\n\n"
        "2. Also requests the Secretary-General to submit a report."
    )
    draft = extract(text)
    assert [r.modality for r in draft.recommendations] == ["urges", "requests"]
    assert {c.attribution[0].holder for c in draft.claims} == {"UN General Assembly"}


@pytest.mark.parametrize(
    ("body", "modality", "addressed"),
    [
        ("What donors must not do is make aid conditional on a vote.", "must not", ["donors"]),
        ("It would be better to insist on the release of prisoners.", "better to", ["Cambodia"]),
        ("First, publish the data.", "imperative", ["Cambodia"]),
        ("Japan could, for example, pay for new gauges.", "could", ["Japan"]),
    ],
)
def test_an_answer_advises_in_many_ways(body, modality, addressed):
    (found,) = extract(f"A title\n\nQ: What should Cambodia do?\n\nA: {body}").recommendations
    assert (found.modality, list(found.addressed_to)) == (modality, addressed)


def test_items_under_a_lead_in_name_who_is_to_act():
    items = "- Congress to release the funds;\n- all parties to the conflict to open roads; and"
    found = advice(f"Oxfam is calling on:\n\n{items}\n- Japan to lift its ban.")
    assert [list(a.addressed_to) for a in found] == [
        ["U.S. Congress"], ["all parties to the conflict"], ["Japan"],
    ]  # fmt: skip
    assert found[1].exact.endswith("open roads") and found[0].action == "release the funds"


def test_obstacles_may_be_conceded_or_stand_in_the_next_clause():
    body = "Nigeria ought to reopen the office, however awkward that may be."
    (found,) = advice(body)
    assert [o.exact for o in found.obstacles] == ["however awkward that may be"]


def test_a_request_of_two_parts_is_one():
    body = "We recommend that the Department publish a plan by May, and that it consult the trusts."
    draft = extract(f"{HEAD}{body}")
    assert ([a.exact for a in draft.recommendations], draft.claims) == ([body], ())
