"""Word files: what a reader of the printed page sees, and no more."""

import datetime
import io
import zipfile

import pytest
from docx.oxml import parse_xml

from claimtracker.readers import Unreadable, read
from tests.readers import files

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def text(edit):
    return read(files.word(edit=edit), "a.docx").text


def test_headings_paragraphs_lists_and_tables_are_lines():
    def edit(document):
        document.add_heading("Shells for Moscow")
        document.add_paragraph("The United States should:")
        document.add_paragraph("track the ships;", style="List Bullet")
        document.add_paragraph("tell Seoul.", style="List Bullet")
        document.add_paragraph("First.", style="List Number")
        document.add_paragraph("Second.", style="List Number")
        cells = document.add_table(2, 2).rows
        for row, words in zip(cells, (("Party", "Vote"), ("Seoul", "Yes")), strict=True):
            row.cells[0].text, row.cells[1].text = words

    assert text(edit) == (
        "Shells for Moscow\n\nThe United States should:\n\n• track the ships;\n• tell Seoul.\n"
        "1. First.\n2. Second.\n\nParty | Vote\nSeoul | Yes"
    )


def test_inserted_text_is_in_and_deleted_hidden_and_commented_text_is_not():
    def edit(document):
        paragraph = document.add_paragraph("Seoul should ")
        for xml in (
            "<w:del {}><w:r><w:delText>never </w:delText></w:r></w:del>",
            '<w:ins {}><w:r><w:t xml:space="preserve">now </w:t></w:r></w:ins>',
            "<w:moveFrom {}><w:r><w:t>elsewhere </w:t></w:r></w:moveFrom>",
            "<w:r {}><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>",
            "<w:r {}><w:t>act.</w:t></w:r>",
        ):
            paragraph._p.append(parse_xml(xml.format(W)))
        document.add_comment(paragraph.runs, "Is that so?")

    assert text(edit) == "Seoul should now act."


def test_text_in_content_controls_is_read():
    def edit(document):
        inner = "<w:p><w:r><w:t>Inside.</w:t></w:r></w:p>"
        control = f"<w:sdt {W}><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        document.element.body.insert(0, parse_xml(control))

    assert text(edit) == "Inside."


def test_a_file_tells_title_author_and_when_it_was_made_which_is_no_publication():
    def edit(document):
        core = document.core_properties
        core.title, core.author = "Shells for Moscow", "Victor Cha"
        core.created = datetime.datetime(2022, 11, 4, 10)

    about = read(files.word("Text of it.", edit=edit), "a.docx").metadata
    assert (about.title, about.authors) == ("Shells for Moscow", ("Victor Cha",))
    assert (about.created_on, about.published_on) == ("2022-11-04", "")


@pytest.mark.parametrize(
    "author", ["python-docx", "Microsoft Office User", "admin", "jsmith", "x@y.org"]
)
def test_accounts_and_programs_are_no_authors(author):
    def edit(document):
        document.core_properties.author = author

    assert read(files.word("Text of it.", edit=edit), "a.docx").metadata.authors == ()


@pytest.mark.parametrize(
    ("name", "size", "count", "reason"),
    [
        ("a{}.bin", 0, 2001, "an archive of more than 2,000 files"),
        ("a{}.bin", 30_000_000, 2, "unpacks to more than 50 MB"),
        ("a{}.xml", 2_000_000, 1, "packed more than 200 times smaller"),
        ("../a{}.xml", 10, 1, None),
    ],
)
def test_an_archive_is_measured_before_it_is_unpacked(name, size, count, reason):
    out = io.BytesIO(files.word("Text of it."))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_BZIP2) as archive:
        for number in range(count):
            archive.writestr(name.format(number), b" " * size)
    if reason is None:
        assert read(out.getvalue(), "a.docx").text == "Text of it."
        return
    with pytest.raises(Unreadable, match=f"a.docx: {reason}"):
        read(out.getvalue(), "a.docx")
