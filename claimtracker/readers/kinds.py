"""What a file is by its first bytes, whatever its name says."""

import re

from claimtracker.readers.decoding import is_utf8, marked
from claimtracker.readers.document import Unreadable

HEAD = 4096  # bytes that are looked at
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an old or password-protected Office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or a recording"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
)
# The names of a ZIP's members stand in it uncompressed.
_ZIPPED = (
    (b"word/document.xml", "a Word document"),
    (b"xl/workbook.xml", "an Excel workbook"),
    (b"ppt/presentation.xml", "a PowerPoint presentation"),
    (b"application/epub+zip", "an EPUB book"),
    (b"application/vnd.oasis", "an OpenDocument file"),
)
_WEB_PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html\b|head\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"<(?:p|div|body|article|main|section|h[1-6]|ul|ol|span|br)\b", re.IGNORECASE)

EXPECTED = {
    ".txt": "text",
    ".md": "text",
    ".html": "a web page",
    ".htm": "a web page",
    ".pdf": "a PDF",
    ".docx": "a Word document",
}
_SUFFIX = {"a web page": ".html", "a PDF": ".pdf", "a Word document": ".docx", "text": ".txt"}


def check(data: bytes, name: str, suffix: str) -> None:
    """Raise Unreadable where the bytes contradict the name, saying what they look like."""
    expected, found = EXPECTED[suffix], kind(data)
    if found == "text" and expected == "a web page" and _TAG.search(data):
        return  # a page may do without its frame
    if found == "unknown" and expected == "text":
        return  # decoding will name the byte that is in the way
    if found != expected:
        own = _SUFFIX.get(found)
        named = f"end its name in {own}" if own else "save its text as UTF-8 and give that"
        raise Unreadable(name, f"not {expected} but {found}", named)


def kind(data: bytes) -> str:
    """Return what the bytes look like: "text", "a PDF" ...; "unknown" for other bytes."""
    for magic, found in _MAGIC:
        if data.startswith(magic):
            return found
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((found for part, found in _ZIPPED if part in data), "a ZIP archive")
    if b"%PDF-" in data[:1024] and not is_utf8(data[:1024]):
        return "a PDF"  # some begin with a few bytes of a mail or a printer
    head = data[:HEAD].decode(marked(data) or "utf-8", "ignore")
    if _WEB_PAGE.match(head):
        return "a web page"
    return "text" if marked(data) or (is_utf8(data) and b"\0" not in data) else "unknown"
