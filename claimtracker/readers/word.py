"""Word files: python-docx opens them, this reads what a reader of the printed page would see.

Inserted text is in, deleted and hidden text and comments are not. The archive is measured
before anything in it is unpacked. Runs in the bounded child.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError

from claimtracker.readers.document import Document, Metadata, Unreadable
from claimtracker.readers.flow import BLOCK, LINE, Flow
from claimtracker.readers.numbering import Numbering
from claimtracker.readers.particulars import metadata

UNPACKED = 50 * 1024 * 1024
"""Bytes that the archive may unpack to."""
MEMBERS = 2_000
"""Files that the archive may hold."""
RATIO = 200
"""How many times smaller than itself a file in the archive may be packed, above a megabyte."""
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MEGABYTE = 1024 * 1024
_REMEDY = "save it anew in a word processor and give that"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WRAPPERS = frozenset(
    {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}
)
_GONE = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{W}pPr",
        f"{W}rPr",
        f"{W}instrText",
        f"{W}delText",
        f"{W}txbxContent",
    }
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LITERAL = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def parse(data: bytes, encoding: str) -> Document:
    """Return the text of a Word file; Unreadable where its archive or a part does not hold."""
    _check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except SyntaxError as error:  # lxml's
        fault = "is nested too deeply" if "depth" in str(error) else "is no XML"
        raise Unreadable("", f"damaged: a part of it {fault}", _REMEDY) from error
    except (KeyError, ValueError, PackageNotFoundError) as error:
        raise Unreadable("", "damaged: a part of it is missing or broken", _REMEDY) from error
    body = document.element.find(f"{W}body")
    if body is None:
        raise Unreadable("", "damaged: without a body", _REMEDY)
    flow = Flow()
    numbering = Numbering(document)
    targets = {key: rel.target_ref for key, rel in document.part.rels.items() if rel.is_external}
    for element in _blocks(body):
        if element.tag == f"{W}tbl":
            _table(flow, element, targets)
        else:
            _paragraph(flow, element, targets, numbering)
    boxes = body.iter(f"{W}txbxContent")
    warnings = ("text in boxes is not read",) if next(boxes, None) is not None else ()
    return Document(flow.text, MEDIA_TYPE, "", warnings, _about(document), tuple(flow.links))


def _check_archive(data: bytes) -> None:
    """Refuse what unpacks to more than a document does, before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members)
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _check_part(archive.read(member), member.filename)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError) as error:
        raise Unreadable("", "damaged: its archive does not unpack", _REMEDY) from error


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS:
        raise Unreadable("", f"an archive of more than {MEMBERS:,} files", _REMEDY)
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("", "encrypted", "take its password off and give that")
    if sum(member.file_size for member in members) > UNPACKED:
        raise Unreadable("", f"unpacks to more than {UNPACKED // _MEGABYTE} MB", _REMEDY)
    if any(m.file_size > max(_MEGABYTE, RATIO * m.compress_size) for m in members):
        raise Unreadable("", f"packed more than {RATIO} times smaller, as bombs are", _REMEDY)


def _check_part(xml: bytes, name: str) -> None:
    """No part of a Word file declares a document type; one that does brings entities."""
    if b"<!DOCTYPE" in xml.replace(b"\0", b"") or b"<!ENTITY" in xml.replace(b"\0", b""):
        raise Unreadable("", f"{name} declares entities, as bombs do", _REMEDY)


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of a body, those in content controls too."""
    for child in parent:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _paragraph(flow: Flow, element: Any, targets: dict[str, str], numbering: Numbering) -> None:
    label = numbering.label(element)
    flow.gap(LINE if label else BLOCK)
    if label:
        flow.words(f"{label} ")
    _runs(flow, element, targets)
    flow.gap(LINE if label else BLOCK)


def _runs(flow: Flow, element: Any, targets: dict[str, str]) -> None:
    """Write the text of a paragraph's runs, as it stands once all revisions are accepted."""
    for child in element:
        if child.tag in _GONE or child.tag == _FALLBACK or _is_hidden(child):
            continue
        target = targets.get(child.get(_REL, ""), "") if child.tag == f"{W}hyperlink" else ""
        if child.tag == f"{W}t":
            flow.words(child.text or "")
        elif child.tag in _LITERAL:
            if child.get(f"{W}type", "textWrapping") == "textWrapping":
                _literal(flow, _LITERAL[child.tag])
        elif target:
            with flow.link(target):
                _runs(flow, child, targets)
        else:
            _runs(flow, child, targets)


def _literal(flow: Flow, text: str) -> None:
    if text == "\n":
        flow.gap(LINE)
    else:
        flow.words(" " if text == "\t" else text)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish") if run.tag == f"{W}r" else None
    return mark is not None and mark.get(f"{W}val", "1") not in {"0", "false"}


def _table(flow: Flow, table: Any, targets: dict[str, str]) -> None:
    flow.gap(BLOCK)
    for row in table.iterchildren(f"{W}tr"):
        cells = [list(_cell(cell, targets)) for cell in row.iter(f"{W}tc")]
        flow.row([cell for cell in cells if cell])
    flow.gap(BLOCK)


def _cell(cell: Any, targets: dict[str, str]) -> Iterator[str]:
    for element in _blocks(cell):
        if element.tag == f"{W}p":
            flow = Flow()
            _runs(flow, element, targets)
            if flow.text:
                yield flow.text


def _about(document: Any) -> Metadata:
    """Return title and author; a Word file tells when it was made, not when it was published."""
    try:
        core = document.core_properties
        made = core.created.date().isoformat() if core.created else ""
        return metadata(title=core.title or "", authors=[core.author or ""], created=made)
    except (ValueError, KeyError, AttributeError):
        return metadata()
