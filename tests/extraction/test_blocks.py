"""Zones: what is title, question, answer, list, and what is no part of the argument."""

from claimtracker.extraction import blocks
from claimtracker.extraction.views import plain

LONG = "The ministry has published the figures for the first half of the year and they are worse. "


def kinds(text: str) -> list[str]:
    return [block.kind for block in blocks.blocks(plain(text))]


def texts(text: str, kind: str) -> list[str]:
    return [text[b.start : b.end] for b in blocks.blocks(plain(text)) if b.kind == kind]


def test_questions_and_answers_are_told_apart_and_numbered():
    text = f"A title\n\nQ1: Why now?\n\nA1: {LONG}\n\nQ2: What next?\n\nA2: {LONG}\n\n{LONG}"
    found = blocks.blocks(plain(text))
    assert [b.kind for b in found] == [
        "title",
        "question",
        "answer",
        "question",
        "answer",
        "answer",
    ]
    assert [b.label for b in found if b.kind == "answer"] == ["A1", "A2", "A2"]


def test_what_stands_before_the_first_question_is_the_lede():
    assert kinds(f"A title\n\n{LONG}\n\nQ1: Why?\n\nA1: {LONG}")[1] == "lede"


def test_neighbouring_answers_make_one_section():
    text = f"A title\n\nQ1: Why now?\n\nA1: {LONG}\n\n{LONG}"
    answers = [s for s in blocks.sections(blocks.blocks(plain(text))) if s.kind == "answer"]
    assert [s.label for s in answers] == ["A1"]
    assert text[answers[0].start : answers[0].end].count("ministry") == 2


def test_a_wrapped_line_stays_in_its_paragraph():
    text = (
        "A title\n\nThe ministry has published the figures for the first half\n"
        "of the year and they are worse."
    )
    assert texts(text, "body") == [text[9:]]


def test_a_list_item_opens_a_block_without_a_blank_line():
    text = f"A title\n\n{LONG}\n- Publish the figures.\n- Fund the office."
    assert kinds(text) == ["title", "body", "list", "list"]


def test_boilerplate_at_the_foot_is_never_read():
    foot = (
        "Jane Doe is a senior fellow at the Institute for Tests.\n\n"
        "The views expressed are those of the author.\n\n"
        "© 2024 Institute for Tests. All rights reserved.\n\nRead more\n\n###"
    )
    found = kinds(f"A title\n\n{LONG * 2}\n\n{foot}")
    assert found[2:] == ["author_bio", "disclaimer", "copyright", "navigation", "navigation"]


def test_a_yaml_head_is_front_matter():
    text = f"---\ntitle: A title\ndate: 2024-01-02\n---\n\n{LONG}"
    assert kinds(text)[-1] == "body"
    assert "date: 2024-01-02" in texts(text, "front_matter")[-1]


def test_running_headers_and_contents_are_navigation():
    text = (
        f"A title\n\nContents Summary 3\n\n{LONG}\n\nThe report 4\n\n{LONG}\n\nThe report"
        f" 5\n\n{LONG}"
    )
    assert texts(text, "navigation") == ["Contents Summary 3", "The report 4", "The report 5"]


def test_a_page_break_does_not_cut_a_sentence():
    text = f"A title\n\n{LONG}The fact that\n\n32\n\nprices rose is known.\n\nThe end is near."
    joined = [b for b in texts(text, "body") if "The fact that" in b]
    assert joined[0].endswith("prices rose is known.")


def test_turns_of_a_transcript_carry_their_speaker():
    text = f"Briefing\n\nMR. SMITH:  {LONG}\n\n{LONG}\n\nQ    Is it true?\n\nMS. JONES:  {LONG}"
    found = [b for b in blocks.blocks(plain(text)) if b.readable]
    assert [b.speaker for b in found] == ["MR. SMITH", "MR. SMITH", "MS. JONES"]
    assert kinds(text).count("question") == 1


def test_a_list_item_knows_its_lead_in():
    text = (
        f"A title\n\n{LONG}\n\nWe recommend that the board take the following"
        f" steps:\n\n1. Publish it.\n\n2. Fund it."
    )
    found = [b for b in blocks.blocks(plain(text)) if b.kind == "list"]
    assert all(b.lead and text[slice(*b.lead)].startswith("We recommend") for b in found)


def test_lettered_items_belong_to_the_numbered_one_above():
    text = f"A title\n\n{LONG}\n\n3. Calls upon the State:\n\n(a) To pay;\n\n4. Urges all to wait;"
    letter, number = [b for b in blocks.blocks(plain(text)) if b.kind == "list"][1:]
    assert letter.lead and text[slice(*letter.lead)].startswith("3.")
    assert number.lead is None


def test_names_before_a_colon_speak_where_they_come_again():
    text = (
        f"Evidence\n\nAnn Lee: {LONG}\n\nQ1 Chair: Is it so?\n\nAnn Lee: {LONG}\n\nDr Roe: {LONG}"
    )
    found = [b for b in blocks.blocks(plain(text)) if b.readable]
    assert [b.speaker for b in found] == ["Ann Lee", "Ann Lee", "Dr Roe"]


def test_nothing_is_read_behind_the_end_of_a_release():
    text = f"A title\n\n{LONG}\n\nENDS\n\nNotes to editors\n\n{LONG}"
    assert kinds(text).count("body") == 1


def test_a_title_may_ask():
    assert kinds(f"What does it mean for Gaza?\n\n{LONG}")[0] == "title"


def test_a_heading_ends_the_list_above_it():
    text = (
        f"A title\n\n{LONG}\n\nWe urge the board to:\n\n(a) Publish it;\n\n"
        f"III. Freedom of the press\n\n6. {LONG}"
    )
    first, second = [b for b in blocks.blocks(plain(text)) if b.kind == "list"]
    assert first.lead is not None
    assert second.lead is None
