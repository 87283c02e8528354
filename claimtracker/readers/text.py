"""Plain text: by its byte order mark, else strict UTF-8, else the encoding that the caller names."""

import codecs

from .document import Document, Unreadable

MEDIA_TYPE = "text/plain"
MAX_LINE = 1_000_000  # characters: a longer line is data, not prose

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How other formats begin, for a refusal that says what a file looks like.
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
)


def read_text(data: bytes, name: str, encoding: str = "") -> Document:
    """Return the text of a plain text file; raise Unreadable where it is none."""
    if not data:
        raise Unreadable(name, "the file is empty")
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(name, f"not plain text: it looks like {kind}")
    text = _decoded(data, name, encoding)
    _check(text, name)
    return Document(text, MEDIA_TYPE)


def _decoded(data: bytes, name: str, encoding: str) -> str:
    for mark, codec in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name, codec, len(mark))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not encoding:
            raise Unreadable(
                name,
                f"byte {error.start} (0x{data[error.start]:02X}) is not UTF-8; "
                "name the encoding with --encoding, such as --encoding windows-1252",
            ) from None
    return _strict(data, name, _codec(name, encoding), 0)


def _codec(name: str, encoding: str) -> str:
    """Return the codec of that name; refuse an unknown one, and one that yields no text."""
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError):
        found = None
    if found is None or not getattr(found, "_is_text_encoding", True):
        raise Unreadable(
            name, f"unknown encoding {encoding!r}; give one such as windows-1252, iso-8859-1, utf-16"
        )
    return found.name


def _strict(data: bytes, name: str, codec: str, skipped: int) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(
            name, f"byte {error.start + skipped} is not {codec}; check the encoding"
        ) from None
    except UnicodeError as error:
        raise Unreadable(name, f"not {codec}: {error}; check the encoding") from None


def _check(text: str, name: str) -> None:
    """Refuse a text that could not be stored, or is none."""
    if not text.strip():
        raise Unreadable(name, "nothing but white space")
    nul = text.find("\x00")
    if nul >= 0:
        raise Unreadable(
            name, f"a NUL character at character {nul}: binary data, or text in another encoding"
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Unreadable(
            name, f"a lone surrogate at character {error.start}: it can't be stored; mend the text"
        ) from None
    longest = max(map(len, text.splitlines()), default=0)
    if longest > MAX_LINE:
        raise Unreadable(
            name, f"a line of {longest:,} characters, at most {MAX_LINE:,} are read; break it up"
        )
