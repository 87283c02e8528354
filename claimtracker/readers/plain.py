"""Plain text: a byte-order mark decides, else strict UTF-8, else the encoding that was given.

Nothing is guessed: a wrong guess gives wrong letters, and people cite them. Line ends stay.
"""

import codecs

from claimtracker.readers.document import Document, Unreadable

# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\x7fELF": "a program",
}


def read_plain(data: bytes, name: str, encoding: str) -> Document:
    """Return the decoded text; Unreadable naming the byte that is in the way."""
    for magic, kind in _BINARY.items():
        if data.startswith(magic):
            raise Unreadable(name, f"not text but {kind}", "save its text as UTF-8 and give that")
    text, codec = _decoded(data, name, encoding)
    _check_storable(text, codec, name)
    return Document(text, "text/plain", codec)


def _decoded(data: bytes, name: str, encoding: str) -> tuple[str, str]:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name, codec), codec
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if encoding:
            return _strictly(data, name, encoding), encoding
        return _strictly(data, name, "utf-8"), "utf-8"


def _strictly(data: bytes, name: str, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(
            name,
            f"byte {error.start} is not {codec}",
            "save it as UTF-8, or name its encoding: --encoding cp1252",
        ) from error
    except (LookupError, UnicodeError, ValueError) as error:
        raise Unreadable(
            name, f"{codec!r} is no encoding of text", "name one such as cp1252 or utf-16"
        ) from error


def _check_storable(text: str, codec: str, name: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        offset = len(text[:nul].encode(codec, "replace"))
        raise Unreadable(name, f"a NUL character at byte {offset}", "remove it: no text holds one")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unreadable(
            name, f"half a surrogate pair at character {error.start}", "save it as UTF-8"
        ) from error
