"""Markdown: its marks go, its words, lines and links stay, its head is read."""

import pytest

from claimtracker.readers import Unreadable, read


def text(source):
    return read(source.encode(), "a.md").text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# Shells #\nRussia *bought* __them__.", "Shells\n\nRussia bought them."),
        ("Shells\n===\n\nIt ~~never~~ `came`.", "Shells\n\nIt never came."),
        ("One line\nand its end.\n\nAnother.", "One line and its end.\n\nAnother."),
        ("> “Quoted\n> prose.”\n\nNot.", "“Quoted prose.”\n\nNot."),
        ("It should:\n- act\n  now;\n* wait.", "It should:\n• act now;\n• wait."),
        ("1. One\n2) Two", "1. One\n2) Two"),
        ("| a | b |\n|---|:--|\n| c | d |", "a | b\nc | d"),
        ("```sh\nrm *x*\n```\nAfter.", "rm *x*\n\nAfter."),
        ("Seen<!-- not\nseen -->. <b>Bold</b><script>no()</script>.", "Seen. Bold."),
        (
            "2 * 3 is snake_case and a\\*b, word* &amp; AT&amp;T",
            "2 * 3 is snake_case and a*b, word* & AT&T",
        ),
        ("Line one  \nline two.", "Line one\nline two."),
        ("A claim[^1].\n\n[^1]: A note.", "A claim.\n\n[1] A note."),
        ("Before.\n\n***\n\nAfter. ![chart](c.png)", "Before.\n\nAfter. "),
    ],
)
def test_marks_go_and_words_stay(source, expected):
    assert text(source) == expected


def test_links_are_kept_at_the_words_that_they_stood_on():
    document = read(
        b'# A [x](https://a.org/x_(1) "t")\n\nSee [the *Times*][t] and <https://c.org/>.\n'
        b"Not [this](javascript:alert(1)).\n\n[t]: https://b.org/y",
        "a.md",
    )
    assert [(document.text[a:b], target) for a, b, target in document.links] == [
        ("x", "https://a.org/x_(1)"),
        ("the Times", "https://b.org/y"),
        ("https://c.org/", "https://c.org/"),
    ]


def test_the_head_is_read_and_is_no_text():
    document = read(
        b'---\ntitle: "Shells: a \\"view\\""\nauthor:\n  - "[[Victor Cha]]"\n  - Ellen Kim\n'
        b"date: 2022-11-04T10:00:00Z\nsource: https://csis.org/shells\nsite: CSIS\n"
        b"series: Critical Questions\ntags: [a, b]\n---\nRussia bought shells.",
        "a.md",
    )
    about = document.metadata
    assert document.text == "Russia bought shells."
    assert (about.title, about.authors) == ('Shells: a "view"', ("Victor Cha", "Ellen Kim"))
    assert (about.published_on, about.source) == ("2022-11-04", "CSIS")
    assert (about.series, about.url) == ("Critical Questions", "https://csis.org/shells")


@pytest.mark.parametrize("date", ["2022-02-30", "November 2022", "2022-11", "20221104"])
def test_what_is_no_full_date_is_left_out_and_told(date):
    document = read(f"---\ndate: {date}\n---\nRussia bought shells.".encode(), "a.md")
    assert document.metadata.published_on == ""
    assert date in document.warnings[0]


@pytest.mark.parametrize(
    "authors",
    [
        "Victor Cha and Ellen Kim",
        "By Victor Cha, Ellen Kim",
        "[Victor Cha, 'Ellen Kim']",
        "Victor Cha; Ellen Kim",
    ],
)
def test_authors_are_parted(authors):
    document = read(f"---\nauthors: {authors}\n---\nRussia bought shells.".encode(), "a.md")
    assert document.metadata.authors == ("Victor Cha", "Ellen Kim")


def test_a_rule_over_a_paragraph_is_no_head():
    assert text("---\nRussia bought shells.\n---\nMore.") == "Russia bought shells.\n\nMore."


def test_a_head_that_does_not_hold_is_refused_by_its_line():
    with pytest.raises(Unreadable, match="a.md: line 3 of its head"):
        read(b"---\ntitle: x\nnothing of the kind\n---\nText.", "a.md")
