"""Text is decoded exactly or refused with the reason, never guessed."""

import codecs

import pytest

from claimtracker.readers import MAX_BYTES, Unreadable, read

CURLY = "“Häagen” said so.\r\nTwice."


@pytest.mark.parametrize(
    ("data", "codec"),
    [
        (CURLY.encode(), "utf-8"),
        (codecs.BOM_UTF8 + CURLY.encode(), "utf-8-sig"),
        (CURLY.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + CURLY.encode("utf-16-be"), "utf-16"),
        (CURLY.encode("utf-32"), "utf-32"),
    ],
)
def test_a_byte_order_mark_or_utf8_decides(data, codec):
    document = read(data, "a.txt")
    assert (document.text, document.encoding) == (CURLY, codec)
    assert data.decode(document.encoding) == document.text


def test_another_encoding_is_used_when_it_is_named():
    document = read(CURLY.encode("cp1252"), "a.txt", encoding="cp1252")
    assert (document.text, document.encoding) == (CURLY, "cp1252")


def test_utf8_wins_over_a_named_encoding():
    assert read(CURLY.encode(), "a.txt", encoding="cp1252").text == CURLY


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"caf\xe9 is open.", "a.txt: byte 3 is not utf-8; .*--encoding cp1252"),
        ("a.txt", b"", "a.txt: empty; give a file with text"),
        ("a.txt", b" \n\t ", "a.txt: empty"),
        ("a.txt", b"One\0two.", "a.txt: a NUL character at byte 3"),
        ("a.txt", "é\0".encode(), "a.txt: a NUL character at byte 2"),
        ("a.txt", b"%PDF-1.7 x", "a.txt: not text but a PDF"),
        ("a.txt", b"\x89PNG\r\n", "a.txt: not text but a PNG picture"),
        ("a.txt", b"PK\x03\x04", "a.txt: not text but a ZIP archive"),
        ("a.odt", b"text", "a.odt: files of the kind .odt are not read; give .docx or "),
        ("a", b"text", r"a: files of the kind \(no suffix\) are not read"),
        ("a.txt", b"x" * (MAX_BYTES + 1), "a.txt: larger than the 10,485,760 bytes"),
        ("a.txt", b"\xff\xfe\x00\xd8", "a.txt: byte 2 is not utf-16"),
    ],
)
def test_what_cannot_be_read_is_refused_with_reason_and_remedy(name, data, message):
    with pytest.raises(Unreadable, match=message):
        read(data, name)


@pytest.mark.parametrize("encoding", ["klingon", "hex", "rot13", "unicode_escape", "utf-7"])
def test_an_encoding_that_is_none_is_refused(encoding):
    with pytest.raises(Unreadable, match="is no encoding of text"):
        read(b"caf\xe9", "a.txt", encoding=encoding)
