"""PDF: lines become paragraphs, pages are kept, and what holds no text is refused."""

import pytest

from claimtracker.readers import Unreadable, read
from claimtracker.readers.pages import Line, text_of
from tests.readers import files


def test_wrapped_lines_are_joined_and_broken_words_mended():
    page = ["Shells for Moscow", "",
            "On November 2, 2022, the United States condemned North Korea for sending muni-",
            "tions and long-range rockets to Russia, which in turn denied it, and said that long-",
            "range rockets were of no use to it.", "",
            "A second paragraph."]  # fmt: skip
    assert read(files.pdf([page]), "a.pdf").text == (
        "Shells for Moscow\n\nOn November 2, 2022, the United States condemned North Korea for "
        "sending munitions and long-range rockets to Russia, which in turn denied it, and said "
        "that long-range rockets were of no use to it.\n\nA second paragraph."
    )


def test_running_heads_feet_and_page_numbers_go_and_pages_are_kept():
    text = "\n\n".join(
        f"Paragraph {i} tells how the shells came to Moscow by train. "
        + "It took days. " * i
        + "The end."
        for i in range(20)
    )
    document = read(files.pdf(files.printed(text, height=30)), "a.pdf")
    assert document.text == text
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert all(document.text[: page.start][-1:].isspace() for page in document.pages[1:])


def test_a_paragraph_goes_on_over_a_page_break():
    long = "and so on and so forth, as the spokesman of the ministry said on Monday in his briefing"
    pages = [
        [Line("Seoul should send shells, " + long), Line("to the country that")],
        [Line("asked for them.")],
    ]
    text, starts = text_of(pages)
    assert text.endswith("to the country that asked for them.")
    assert text[starts[1].start :] == "asked for them."


def test_list_items_stay_on_their_lines():
    text, _ = text_of([[Line("It should:"), Line("• act at once;"), Line("• wait.")]])
    assert text == "It should:\n\n• act at once;\n• wait."


def test_a_title_is_told_and_a_file_name_is_none():
    assert read(files.pdf([["Text of it."]], title="Shells"), "a.pdf").metadata.title == "Shells"
    title = "Microsoft Word - shells.doc"
    assert read(files.pdf([["Text of it."]], title=title), "a.pdf").metadata.title == ""


def test_pages_without_text_among_others_are_told():
    document = read(files.pdf([["Seoul should act."], []]), "a.pdf")
    assert document.warnings == ("1 of its 2 pages hold no text, perhaps pictures of it",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (files.pdf([["Text."]])[:-20], "cut short"),
        (files.pdf([]), "without any page"),
        (files.pdf([[]]), "no text on its pages"),
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (b"no PDF at all", "not a PDF but text"),
        (b"\x89PNG\r\n", "not a PDF but a PNG picture"),
    ],
)
def test_what_holds_no_text_is_refused_with_its_reason(data, reason):
    with pytest.raises(Unreadable, match=f"a.pdf: {reason}"):
        read(data, "a.pdf")
