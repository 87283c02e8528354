"""Time grows with length and no faster, whatever the text is made of."""

import time
from pathlib import Path

import pytest

from claimtracker.extraction import NoSentences, extract

SEED = (Path(__file__).parents[2] / "seeds" / "000_709b79bed430ec9a.txt").read_bytes().decode()
LENGTH = 60_000


def seconds(text: str) -> float:
    started = time.process_time()
    try:
        extract(text)
    except NoSentences:
        pass
    return time.process_time() - started


@pytest.fixture(scope="module")
def prose() -> float:
    return seconds((SEED * (LENGTH // len(SEED) + 1))[:LENGTH])


@pytest.mark.parametrize(
    "unit",
    ['"', "that ", "()", ",", "a, ", "said ", "Kirby said that ", "A. ", "John ", "- x\n", "# ",
     "[a](",      "should ", "MR. X: a\n", "Q: x?\n", "given the ", "(NSC) ", "and it is, "],
)  # fmt: skip
def test_no_text_takes_much_longer_than_prose_of_its_length(unit, prose):
    assert seconds((unit * LENGTH)[:LENGTH]) < 5 * prose + 0.2


def test_a_text_without_a_sentence_is_refused():
    for text in ("%%%", "12345", " \n\t", "***\n---"):
        with pytest.raises(NoSentences):
            extract(text)
