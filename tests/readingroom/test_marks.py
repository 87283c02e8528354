"""The text is cut where statements begin and end, and nothing of it is lost."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtracker.readingroom.marks import (
    Mark,
    Segment,
    Span,
    blocks,
    cut,
    escaped,
    laid_out,
    lanes,
)

TEXT = "Kirby said that shells are on their way."


def mark(start, end, key="claim-1", **fields):
    return Mark(start, end, key, **{"kind": "claim", "curation": "proposed", "name": key} | fields)


def plain(html):
    """What a browser's text nodes hold: tags gone, character references resolved."""
    return unescape(re.sub(r"<[^>]*>", "", html).replace("&#13;", "\ue000")).replace("\ue000", "\r")


def test_a_text_without_statements_is_one_segment():
    assert cut(0, 5, []) == [Segment(0, 5, ())]


def test_a_nested_statement_cuts_the_outer_one_in_three():
    found = cut(0, 10, [Span(0, 10, "outer"), Span(3, 6, "inner")])
    assert [(s.start, s.end, s.keys) for s in found] == [
        (0, 3, ("outer",)),
        (3, 6, ("outer", "inner")),
        (6, 10, ("outer",)),
    ]


def test_overlapping_statements_share_the_middle():
    found = cut(0, 9, [Span(0, 6, "a"), Span(3, 9, "b")])
    assert [segment.keys for segment in found] == [("a",), ("a", "b"), ("b",)]


def test_a_statement_across_two_blocks_is_marked_in_both():
    html = laid_out("One.\n\nTwo.", blocks("One.\n\nTwo.", []), [mark(0, 10)])
    assert html.count('<mark class="claim proposed lane0" data-of="claim-1">') == 3
    assert html.count('class="peg') == 1


def test_overlapping_statements_get_lanes_of_their_own():
    found = lanes([mark(0, 10, "a"), mark(2, 5, "b"), mark(6, 12, "c"), mark(20, 22, "d")])
    assert found == {"a": 0, "b": 1, "c": 1, "d": 0}


def test_cue_words_say_whose_they_are_even_outside_the_statement():
    said = mark(16, 40, cues=(Span(6, 10, "cue"),))
    assert '<span class="cue" data-cue="claim-1">said</span>' in laid_out(
        TEXT, blocks(TEXT, []), [said]
    )


def test_the_active_one_has_its_cues_lit():
    said = mark(16, 40, cues=(Span(6, 10, "cue"),))
    assert 'class="cue on"' in laid_out(TEXT, blocks(TEXT, []), [said], "claim-1")


def test_labels_of_questions_are_told_apart_and_stay_text():
    text = "Q1: What now?\n\nA1: Nothing."
    html = laid_out(text, blocks(text, [(0, 13, "question", "Q1"), (15, 27, "answer", "A1")]), [])
    assert '<h3 class="question" dir="auto"><span class="label" data-cue="">Q1:</span>' in html
    assert plain(html) == text


def test_markup_in_the_text_stays_text():
    text = '<script>alert(1)</script><img src=x onerror="alert(1)"> javascript:alert(1) &amp;'
    html = laid_out(text, blocks(text, []), [mark(0, 8)])
    assert "<script" not in html
    assert "<img" not in html
    assert plain(html) == text


def test_carriage_returns_survive_the_parser():
    assert escaped("a\r\nb\rc") == "a&#13;\nb&#13;c"


@pytest.mark.parametrize("kind", ["title", "lede", "question", "answer", "list", "disclaimer"])
def test_no_kind_of_section_loses_a_character(kind):
    text = " A1: a \r\n\r\n b\t\n\n\n"
    assert plain(laid_out(text, blocks(text, [(1, 9, kind, "A1")]), [])) == text


texts = st.text(alphabet="ab \n\r\t<&\"'é\u0301😀\u05d0\u202e“.:Q1", min_size=1, max_size=60)


@given(st.data())
def test_segments_joined_are_the_text(data):
    text = data.draw(texts)
    edge = st.integers(0, len(text))
    pairs = st.tuples(edge, edge).filter(lambda pair: pair[0] < pair[1])
    spans = data.draw(st.lists(pairs, max_size=8))
    sections = data.draw(st.lists(pairs, max_size=4))
    marks = [
        mark(start, end, f"claim-{n}", cues=(Span(*data.draw(pairs), "cue"),))
        for n, (start, end) in enumerate(spans)
    ]
    laid = blocks(text, [(start, end, "answer", "Q1") for start, end in sections])
    assert "".join(text[block.start : block.end] for block in laid) == text
    assert plain(laid_out(text, laid, marks)) == text
    for block in laid:
        segments = cut(block.start, block.end, [Span(m.start, m.end, m.key) for m in marks])
        assert "".join(text[s.start : s.end] for s in segments) == text[block.start : block.end]
        for segment in segments:
            assert set(segment.keys) == {
                m.key for m in marks if m.start <= segment.start and segment.end <= m.end
            }
