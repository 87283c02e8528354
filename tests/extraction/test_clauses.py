"""Which parts of a sentence state something of their own."""

import pytest

from claimtracker.extraction.clauses import clauses

FIRST = "The ministry published all of the figures in the spring"
SECOND = "the opposition rejected every one of them in parliament"


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in clauses(text)]


@pytest.mark.parametrize(
    "joint", [", and ", ", but ", "; ", " because ", ", while ", " given that "]
)
def test_two_clauses_of_some_length_are_parted(joint):
    assert split(f"{FIRST}{joint}{SECOND}.") == [FIRST, f"{SECOND}."]


def test_an_opening_while_gives_both_sides():
    assert split(f"While the ministry published all of the figures, {SECOND}.") == [
        "the ministry published all of the figures",
        f"{SECOND}.",
    ]


def test_a_relative_clause_that_comments_stands_by_itself():
    text = f"{FIRST}, which undermines the trust of voters in the whole system."
    assert split(text)[1].startswith("which undermines")


@pytest.mark.parametrize(
    "text",
    [
        "The actions are not surprising, but they are disappointing.",
        "The law sets higher fees for late filing, steeper penalties, and a register of owners.",
        "The committee heard from the ministry, the regulator and many others in the year.",
    ],
)
def test_short_clauses_and_series_stay_whole(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("first", "joint", "second"),
    [
        (FIRST, ", but ", "the grievance is older"),
        (FIRST, "; ", "indeed they reject it"),
        (FIRST, ": ", "that would only help the banks"),
        (FIRST, ", and ", "an estimated four million people live there"),
        (FIRST, ", and ", "blames the banks for the delay"),
        ("The clerk said that the office lost all of the figures", " and ",
         "that the vote was delayed"),
        ("The ministry accuses the banks of hiding the loss", ", ",
         "a charge that the banks have always rejected"),
    ],
)  # fmt: skip
def test_a_short_clause_or_a_second_verb_stands_alone_behind_a_sharp_joint(first, joint, second):
    assert split(f"{first}{joint}{second}.") == [first, f"{second}."]


def test_a_condition_is_never_cut_from_its_consequence():
    text = "If the bloc introduces its own levy on goods, as Bamako has hinted, prices could rise."
    assert split(text) == [text]
