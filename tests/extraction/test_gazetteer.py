"""Names as an analyst files them."""

import pytest

from claimtracker.extraction import gazetteer


def names(text: str) -> list[str]:
    return [m.name for m in gazetteer.find(text).mentions]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("the DPRK", "North Korea"),
        ("Pyongyang", "North Korea"),
        ("North Koreans", "North Korea"),
        ("Türkiye", "Turkey"),
        ("the Ivory Coast", "Côte d'Ivoire"),
        ("the UN Security Council", "UN Security Council"),
        ("the Russian Defense Ministry", "Russian Ministry of Defense"),
        ("NYT", "New York Times"),
        ("willing countries", "willing countries"),
    ],
)
def test_a_known_form_is_filed_under_one_name(printed, name):
    assert names(f"It was said of {printed} again.") == [name]


@pytest.mark.parametrize(
    ("printed", "name", "part_of"),
    [
        ("the Yoon government", "Yoon government", "South Korea"),
        ("the Biden administration", "Biden administration", "United States"),
        ("U.S. authorities", "U.S. authorities", "United States"),
        ("US intelligence", "U.S. intelligence", "United States"),
        ("Russian officials", "Russian officials", "Russia"),
        ("the Government of Sudan", "Sudan government", "Sudan"),
    ],
)
def test_a_body_is_part_of_its_state(printed, name, part_of):
    actors = gazetteer.find(f"It was said by {printed} again.")
    actor = actors.get(name)
    assert [m.name for m in actors.mentions] == [name]
    assert actor is not None
    assert (actor.kind, actor.part_of) == ("government_body", part_of)


def test_a_capital_is_a_place_after_in():
    assert names("They met in Moscow.") == []
    assert names("They asked Moscow.") == ["Russia"]


def test_a_person_has_a_role_and_answers_to_the_surname():
    text = (
        "National Security Council (NSC) coordinator for strategic communications John Kirby "
        "spoke. "
        "Kirby left."
    )
    actors = gazetteer.find(text)
    kirby = [m for m in actors.mentions if m.name == "John Kirby"]
    assert len(kirby) == 2
    assert actors.role("John Kirby") == (
        "National Security Council (NSC) coordinator for strategic communications"
    )


def test_an_unknown_name_beside_a_verb_of_saying_is_a_person():
    actors = gazetteer.find("Kyrylo Budanov said so. Later Budanov left.")
    assert [m.name for m in actors.mentions] == ["Kyrylo Budanov", "Kyrylo Budanov"]
    assert actors.kind("Kyrylo Budanov") == "person"


def test_an_acronym_that_the_text_defines_is_known_later():
    text = "The Rapid Support Forces (RSF) attacked. The RSF denied it."
    assert names(text) == ["Rapid Support Forces"] * 3


def test_a_run_with_an_organisations_word_is_never_a_person():
    actors = gazetteer.find("She wrote to the Kiel Institute and the Special Technology Center.")
    assert {actors.kind(m.name) for m in actors.mentions} == {"organisation"}


def test_places_are_no_persons():
    assert names("It sank near Second Thomas Shoal.") == []
