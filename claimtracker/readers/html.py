"""Web pages: trafilatura finds the article and its particulars; no network, no entities.

The text is derived: headings, paragraphs and list items stand on lines of their own. Runs in
the bounded child.
"""

import re
from typing import Any

import trafilatura

from claimtracker.readers import decoding
from claimtracker.readers.document import Document, Unreadable
from claimtracker.readers.flow import BLOCK, LINE, Flow
from claimtracker.readers.particulars import metadata

DEEPEST = 200
"""Tags within tags; no article is nested deeper, and libxml2 leaves out what is."""
DEEPEST_TABLES = 30
"""Tables within tables, which take far longer to read."""
LEAST = 5
"""Words in a row that an article has at least; menus have fewer."""
REMEDY = "save its text as UTF-8 and give that"
DECLARED_IN = 4096  # bytes in which a page may declare its charset
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})",
    re.IGNORECASE,
)
# What browsers take these names to mean: the WHATWG's Encoding Standard.
_MEANT = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "iso-8859-9": "cp1254", "shift_jis": "cp932", "gb2312": "gb18030",
    "gbk": "gb18030", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",  # it could not be read otherwise
}  # fmt: skip
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,12})|(\d{1,12}))(?!\w);?")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dd dt "
    "option thead tbody tfoot".split()
)
_BLOCKS = frozenset({"p", "head", "quote", "code", "list", "table", "div", "item", "figure"})


def parse(data: bytes, encoding: str) -> Document:
    """Return the article in a page; Unreadable where it has none or does not decode."""
    page, warnings = _decoded(data, encoding)
    page = _REFERENCE.sub(_real_letter, page)
    if "</html" not in page.lower():
        warnings = (*warnings, "its end is missing, it may be cut short")
    _check_depth(page)
    found: Any = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_links=True,
        include_formatting=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    flow = Flow()
    if found is not None and found.body is not None:
        _render(flow, found.body)
    if not any(len(line.split()) >= LEAST for line in flow.text.split("\n")):
        raise Unreadable("", "no text of an article in this page", REMEDY)
    # A date that the page does not spell out is the finder's guess.
    published = found.date if found.date and found.date in page else ""
    about = metadata(
        title=found.title or "",
        authors=[found.author or ""],
        published=published,
        source=found.sitename or "",
        url=found.url or "",
    )
    return Document(flow.text, "text/html", "", warnings, about, tuple(flow.links))


def _decoded(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """Decode a page strictly; bytes that are UTF-8 are so whatever the page declares."""
    declared = _declared(data)
    text, codec = decoding.decoded(data, "", encoding, declared)
    is_misdeclared = declared and codec == "utf-8" and declared != "utf-8" and not data.isascii()
    if is_misdeclared:
        return text, (f"declares {declared}, but is UTF-8 and read as such",)
    if data.isascii() and declared.startswith("iso-2022"):
        text, _ = data.decode(declared), declared  # seven bits, and still no ASCII
    return text.removeprefix("\ufeff"), ()


def _real_letter(reference: re.Match[str]) -> str:
    """Return a reference to a character, or the mark of a lost one where it is to none."""
    sixteen, ten = reference.groups()
    code = int(sixteen, 16) if sixteen else int(ten)
    is_letter = 0 < code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF  # noqa: PLR2004
    return reference.group() if is_letter else "\ufffd"


def _declared(data: bytes) -> str:
    """Return the Python codec of the charset that a page declares, "" where it declares none."""
    found = _CHARSET.search(data[:DECLARED_IN])
    label = found.group(1).decode("ascii").lower() if found else ""
    if decoding.NO_LETTERS.fullmatch(label):
        raise Unreadable("", f"declares the charset {label}, which no page may", decoding.SAVE)
    return _MEANT.get(label, label)


def _check_depth(page: str) -> None:
    """Refuse a page that is nested too deeply, before a parser that recurses sees it."""
    depth = tables = 0
    for close, tag in _OPEN_OR_CLOSE.findall(page):
        if tag.lower() not in _VOID:
            depth = max(depth - 1, 0) if close else depth + 1
        if tag.lower() == "table":
            tables = max(tables - 1, 0) if close else tables + 1
        if depth > DEEPEST or tables > DEEPEST_TABLES:
            raise Unreadable("", "nested too deeply", REMEDY)


def _render(flow: Flow, element: Any) -> None:
    """Write an element of trafilatura's tree, its children and what follows it."""
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag == "table":
        _table(flow, element)
    elif tag == "list":
        _list(flow, element)
    elif tag == "ref" and element.get("target"):
        with flow.link(element.get("target")):
            _inside(flow, element)
    elif tag == "lb":
        flow.gap(LINE)
    elif tag in _BLOCKS:
        flow.gap(BLOCK)
        _inside(flow, element)
        flow.gap(BLOCK)
    elif tag != "graphic":
        _inside(flow, element)


def _inside(flow: Flow, element: Any) -> None:
    flow.words(_spaced(element.text))
    for child in element:
        _render(flow, child)
        flow.words(_spaced(child.tail))


def _list(flow: Flow, element: Any) -> None:
    """Items on lines of their own, marked as a browser would mark them."""
    is_numbered = element.get("rend", "").startswith("ol")
    flow.gap(BLOCK)
    for number, item in enumerate(element.iterchildren("item"), start=1):
        flow.gap(LINE)
        flow.words(f"{number}. " if is_numbered else "• ")
        _item(flow, item)
    flow.gap(BLOCK)


def _item(flow: Flow, item: Any) -> None:
    flow.words(_spaced(item.text))
    for child in item:
        if child.tag == "p":  # the item's own paragraph, on the marker's line
            _inside(flow, child)
            flow.gap(LINE)
        else:
            _render(flow, child)
        flow.words(_spaced(child.tail))


def _table(flow: Flow, element: Any) -> None:
    flow.gap(BLOCK)
    for row in element.iter("row"):
        cells = [_paragraphs(cell) for cell in row.iter("cell")]
        flow.row([cell for cell in cells if cell])
    flow.gap(BLOCK)


def _paragraphs(cell: Any) -> list[str]:
    flow = Flow()
    _inside(flow, cell)
    return [line for line in flow.text.split("\n") if line]


def _spaced(text: str | None) -> str:
    """Return text as a browser shows it: white space is one space."""
    return re.sub(r"[ \t\r\n\f]+", " ", text or "")
