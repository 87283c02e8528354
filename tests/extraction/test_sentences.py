"""Where sentences end, and where a stop is no end."""

import pytest

from claimtracker.extraction.sentences import sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Dr. Jones in St. Petersburg.",
        "The U.S. Congress voted on No. 5 of the list.",
        "J. R. Smith wrote it, e.g. in 2006.",
        "Prices rose by 3.5 percent to 4.2 million.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text):
    assert split(text) == [text]


def test_a_dotted_name_ends_one_before_a_word_that_opens_sentences():
    assert split("They live in the U.S. They work there.") == [
        "They live in the U.S.",
        "They work there.",
    ]


def test_a_closing_quotation_mark_belongs_to_its_sentence():
    assert split('He said "no." She left.') == ['He said "no."', "She left."]


def test_items_run_together_are_parted():
    assert split("Urges all to act; 10. Confirms its aim; 11. Decides to wait.") == [
        "Urges all to act",
        "10.",
        "Confirms its aim",
        "11.",
        "Decides to wait.",
    ]


def test_recommendations_of_two_states_are_parted():
    assert split("Ratify the pact (Peru); Fund the office (Chad)") == [
        "Ratify the pact (Peru)",
        "Fund the office (Chad)",
    ]
