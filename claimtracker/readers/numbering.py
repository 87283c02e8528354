"""The numbers and bullets that a word processor prints, though they stand in no text."""

from collections import defaultdict
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "•"
MOST_LEVELS = 9
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST = 3_000


class Numbering:
    """Counts a document's numbered paragraphs, in the order in which they are asked for."""

    def __init__(self, document: Any) -> None:
        self._levels = _levels(document)
        self._styles = {style.style_id: style.element for style in document.styles}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * MOST_LEVELS)

    def label(self, paragraph: Any) -> str:
        """Return what is printed before a paragraph: "•", "2.", "(a)"; "" for nothing."""
        number, level = self._place(paragraph)
        found = self._levels.get((number, level))
        if not found:
            return ""
        form, start, pattern = found
        counts = self._counts[number]
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (MOST_LEVELS - level - 1)
        if form == "bullet":
            return BULLET
        for i in range(level + 1):
            own = self._levels.get((number, i), ("decimal", 1, ""))
            pattern = pattern.replace(f"%{i + 1}", _printed(own[0], counts[i] or own[1]))
        return pattern.strip()

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """Return the list and the level of a paragraph: its own, else those of its style."""
        element = paragraph
        level = None
        for _ in range(MOST_LEVELS):  # styles may be based on each other in a circle
            properties = element.find(f"{W}pPr")
            place = properties.find(f"{W}numPr") if properties is not None else None
            if place is not None:
                level = _value(place.find(f"{W}ilvl")) if level is None else level
                number = _value(place.find(f"{W}numId"))
                if number:
                    known = level.isdecimal() and int(level) < MOST_LEVELS if level else False
                    return number, int(level) if level and known else 0
            element = self._parent(element, paragraph)
            if element is None:
                break
        return "", 0

    def _parent(self, element: Any, paragraph: Any) -> Any:
        if element is paragraph:
            named = element.find(f"{W}pPr/{W}pStyle")
        else:
            named = element.find(f"{W}basedOn")
        return self._styles.get(_value(named))


def _levels(document: Any) -> dict[tuple[str, int], tuple[str, int, str]]:
    """Return (form, first number, pattern) of each level of each list."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {each.get(f"{W}abstractNumId"): each for each in root.iter(f"{W}abstractNum")}
    found = {}
    for number in root.iterchildren(f"{W}num"):
        outline = abstract.get(_value(number.find(f"{W}abstractNumId")))
        for level in outline.iterchildren(f"{W}lvl") if outline is not None else ():
            at = level.get(f"{W}ilvl", "")
            start = _value(level.find(f"{W}start"))
            if at.isdecimal() and int(at) < MOST_LEVELS:
                found[number.get(f"{W}numId"), int(at)] = (
                    _value(level.find(f"{W}numFmt")) or "decimal",
                    int(start) if start.isdecimal() and int(start) < _LARGEST else 1,
                    _value(level.find(f"{W}lvlText"))[:50],
                )
    return found


def _value(element: Any) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


def _printed(form: str, number: int) -> str:
    if form == "none":
        return ""
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"}:
        text, rest = "", number
        for value, letters in _ROMAN:
            text += letters * (rest // value)
            rest %= value
        return text if form == "lowerRoman" else text.upper()
    return str(number)
