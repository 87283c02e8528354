"""Web pages: the article and what it says of itself; letters decoded strictly, nothing run."""

import pytest

from claimtracker.readers import Unreadable, read
from tests.readers import files

BODY = (
    "<h1>Shells for Moscow</h1><p>By Victor Cha</p><p>Russia bought <a href='https://a.org/b'>millions"
    "</a> of shells from North Korea in November 2022, John Kirby said.</p><h2>What to do</h2>"
    "<p>The United States should:</p><ul><li>track the ships;</li><li>tell <b>Seoul</b>.</li></ul>"
    "<ol><li>One &lt;more&gt;.</li></ol><script>alert('x')</script><style>p{}</style>"
)
HEAD = (
    "<title>Shells | CSIS</title><meta property='og:title' content='Shells for Moscow'>"
    "<meta property='og:site_name' content='CSIS'><meta name='author' content='Victor Cha'>"
    "<meta property='article:published_time' content='2022-11-04T10:00:00Z'>"
    "<link rel='canonical' href='https://csis.org/shells'>"
)


def test_headings_paragraphs_and_items_stand_on_lines_of_their_own():
    document = read(files.page(BODY), "a.html")
    assert document.text.split("\n\n") == [
        "Shells for Moscow",
        "By Victor Cha",
        "Russia bought millions of shells from North Korea in November 2022, John Kirby said.",
        "What to do",
        "The United States should:",
        "• track the ships;\n• tell Seoul.",
        "1. One <more>.",
    ]
    assert [(document.text[a:b], to) for a, b, to in document.links] == [
        ("millions", "https://a.org/b")
    ]


def test_a_page_says_its_title_author_date_site_and_address():
    about = read(files.page(BODY, head=HEAD), "a.htm").metadata
    assert (about.title, about.authors) == ("Shells for Moscow", ("Victor Cha",))
    assert (about.published_on, about.source) == ("2022-11-04", "CSIS")
    assert about.url == "https://csis.org/shells"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://csis.org/", "/shells", "x" * 3000]
)
def test_an_address_that_is_no_page_is_left_out(address):
    page = files.page(BODY, head=f"<link rel='canonical' href='{address}'>")
    assert read(page, "a.html").metadata.url == ""


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16", "shift_jis", "iso-2022-jp"])
def test_the_declared_charset_decodes(charset):
    word = "東京" if charset in {"shift_jis", "iso-2022-jp"} else "Häagen"
    page = files.page(BODY + f"<p>{word} should act at once, he said.</p>", charset=charset)
    assert word in read(page, "a.html").text


def test_utf8_that_is_declared_as_something_else_is_read_as_utf8_and_told():
    page = files.page(BODY + "<p>Häagen should act at once.</p>").replace(b'"utf-8"', b'"latin-1"')
    document = read(page, "a.html")
    assert "Häagen should" in document.text
    assert "declares cp1252, but is UTF-8" in document.warnings[0]


def test_a_charset_that_the_bytes_contradict_is_refused_by_the_byte():
    page = files.page(BODY + "<p>Häagen.</p>", charset="cp1252").replace(b"cp1252", b"utf-8")
    with pytest.raises(Unreadable, match=r"a.html: byte \d+ is not utf-8"):
        read(page, "a.html")
    assert "Häagen" in read(page, "a.html", encoding="cp1252").text


@pytest.mark.parametrize("body", ["<nav><a href='/'>Home</a></nav>", "<script>x = 1</script>", ""])
def test_a_page_without_an_article_is_refused(body):
    with pytest.raises(Unreadable, match="no text of an article in this page"):
        read(files.page(body), "a.html")
