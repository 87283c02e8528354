"""PDF files: pypdf reads their lines, `pages` makes text of them. Runs in the bounded child."""

import io
import logging
import re
from typing import Any

import pypdf
from pypdf.errors import LimitReachedError, PyPdfError

from claimtracker.readers.document import Document, Metadata, Unreadable
from claimtracker.readers.pages import Line, text_of
from claimtracker.readers.particulars import metadata

MOST_PAGES = 2_000
UNKNOWN_LETTERS = 0.2
"""The share of characters without a known letter from which a text is none."""
_LIMITS = {
    "zlib_maximum_output_length": 30_000_000,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "lzw_maximum_output_length": 30_000_000,
    "run_length_maximum_output_length": 30_000_000,
    "array_based_stream_maximum_output_length": 30_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "page_tree_maximum_page_entries": MOST_PAGES,
    "page_tree_maximum_entries": 10 * MOST_PAGES,
    "xform_maximum_invocations_per_extraction": 500,
}
_SAVE = "open it, print it to a new PDF and give that"
_RECOGNISE = "run text recognition (OCR) over it and give the result"


class _Complaints(logging.Handler):
    """Keeps what pypdf had to overlook."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the module that complained and its words."""
        self.lines.append((record.name, " ".join(record.getMessage().split())[:120]))


def parse(data: bytes, encoding: str) -> Document:
    """Return the text of a PDF with its pages; Unreadable where it has none, or is damaged."""
    if b"%%EOF" not in data[-2048:]:
        raise Unreadable("", "cut short: its end is missing", "fetch it again")
    try:
        with pypdf.apply_configuration(None, **_LIMITS):
            return _read(data)
    except LimitReachedError as error:
        fault = f"asks for more than a document needs, as bombs do ({_told(error)})"
        raise Unreadable("", fault, _SAVE) from error
    except PyPdfError as error:
        raise Unreadable("", f"damaged ({_told(error)})", _SAVE) from error


def _read(data: bytes) -> Document:
    complaints = _Complaints()
    log = logging.getLogger("pypdf")
    log.addHandler(complaints)
    log.propagate = False
    reader = pypdf.PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        raise Unreadable("", "encrypted", "take its password protection off and give that")
    pages = [_lines(page) for page in reader.pages]
    if not pages:
        raise Unreadable("", "without any page", _SAVE)
    if any(source.endswith("filters") for source, _ in complaints.lines):
        raise Unreadable("", "damaged: a part of it does not unpack", _SAVE)
    text, starts = text_of(pages)
    _check_letters(text, reader)
    warnings = [
        f"damaged, its text may lack something ({line})" for _, line in complaints.lines[:1]
    ]
    if bare := sum(not any(line.text.strip() for line in page) for page in pages):
        warnings.append(f"{bare} of its {len(pages)} pages hold no text, perhaps pictures of it")
    return Document(text, "application/pdf", "", tuple(warnings), _about(reader), (), starts)


def _told(error: Exception) -> str:
    """Return an error's message on one line, without the addresses of our memory."""
    return " ".join(re.sub(r",? \d{9,}", "", str(error)).split())[:120]


def _lines(page: pypdf.PageObject) -> list[Line]:
    """Return a page's lines with their height on it and their size of type, as far as known."""
    contents = page.get_contents()
    if contents is not None:
        contents.get_data()  # tells what extract_text would pass over in silence
    lines: list[Line] = []
    open_line: list[str] = []
    place = (0.0, 0.0)

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        nonlocal place
        for i, piece in enumerate(text.split("\n")):
            if i:
                lines.append(Line("".join(open_line), *place))
                open_line.clear()
            if piece.strip() and not "".join(open_line).strip():
                place = _place(cm, tm, size)
            open_line.append(piece)

    page.extract_text(visitor_text=visit)
    return [*lines, Line("".join(open_line), *place)]


def _place(cm: Any, tm: Any, size: float) -> tuple[float, float]:
    try:
        height = float(tm[4]) * float(cm[1]) + float(tm[5]) * float(cm[3]) + float(cm[5])
        scale = abs(float(tm[3]) * float(cm[3])) or 1.0
        return height, float(size) * scale
    except (TypeError, ValueError, IndexError, OverflowError):
        return 0.0, 0.0


def _check_letters(text: str, reader: pypdf.PdfReader) -> None:
    """Refuse what has no letters, or letters that only its fonts know."""
    visible = [c for c in text if not c.isspace()]
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in visible)
    if not any(c.isalnum() for c in visible):
        if unknown:
            raise Unreadable("", "its fonts do not say which letters they draw", _RECOGNISE)
        what = "only pictures, no text" if _has_pictures(reader) else "no text on its pages"
        raise Unreadable("", what, _RECOGNISE)
    if unknown > UNKNOWN_LETTERS * len(visible):
        raise Unreadable("", "its fonts do not say which letters they draw", _RECOGNISE)


def _has_pictures(reader: pypdf.PdfReader) -> bool:
    for page in reader.pages[:20]:
        resources = page.get("/Resources")
        parts = resources.get_object().get("/XObject") if resources else None
        if parts and any(
            part.get_object().get("/Subtype") == "/Image" for part in parts.get_object().values()
        ):
            return True
    return False


def _about(reader: pypdf.PdfReader) -> Metadata:
    """Return title and author; a PDF tells when it was made, not when it was published."""
    try:
        info = reader.metadata
        made = info.creation_date if info else None
    except Exception:  # noqa: BLE001  a broken head is no reason to refuse the text
        return metadata()
    if info is None:
        return metadata()
    return metadata(
        title=str(info.title or ""),
        authors=[str(info.author or "")],
        created=made.date().isoformat() if made else "",
    )
