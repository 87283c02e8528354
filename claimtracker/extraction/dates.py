"""Dates as printed, with an ISO 8601 value where the words give one."""

import calendar
import re

from .drafts import DateDraft
from .views import View

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS.update({name.lower(): n for n, name in enumerate(calendar.month_abbr) if name})
MONTHS["sept"] = 9
NUMBERS = {word: n for n, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split())}  # fmt: skip
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "Y"}

MONTH = (
    r"(?P<month>(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    r"|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?)"
)
DAY = r"(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[89]|20)\d{2})"
COUNT = (
    r"(?P<count>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|several|few)"
)
UNIT = r"(?P<unit>day|week|month|year|decade)s?"

DAY_NAMES = "|".join(name for name in calendar.month_name if name and name != "May")
SPAN = r"(?:day|week|month|year|decade|spring|summer|autumn|fall|winter"
ABOUT = r"(?:(?:nearly|almost|about|over|more than|some) )?"

PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("copyright", rf"(?:©|\(c\)|\bCopyright(?: ©)?) {YEAR}"),
        ("absolute", rf"\b{MONTH} {DAY},? {YEAR}\b"),
        ("absolute", rf"\b{DAY} {MONTH},? {YEAR}\b"),
        (
            "absolute",
            r"\b(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])\b",
        ),
        ("absolute", rf"\b{MONTH},? {YEAR}\b"),
        ("absolute", rf"\b(?:{DAY_NAMES}) {DAY}\b(?! percent)"),
        (
            "relative",
            rf"\b{ABOUT}{COUNT} {UNIT} (?:ago|after|before|earlier|later|from now)\b",
        ),
        ("duration", rf"\b(?:now )?{ABOUT}{COUNT} {UNIT} old\b"),
        (
            "duration",
            rf"\b(?:for|over|within|during) the (?:past|last|next|coming) {COUNT} {UNIT}\b",
        ),
        (
            "relative",
            rf"\b(?:this|last|next|the previous|the following|the next) {SPAN}|{DAY_NAMES}|May)\b",
        ),
        ("relative", r"\b(?:today|yesterday|tomorrow)\b"),
        (
            "anaphoric",
            r"\b(?:at (?:that|the same) time|since then|by then|until then"
            r"|that (?:day|week|month|year))\b",
        ),
        (
            "absolute",
            rf"\b(?:(?:released|published|adopted|founded|back|early|late|mid) )?(?:in|since|by"
            rf"|until|of|from|through|during|before|after) (?:early |late |mid-|fiscal year )?"
            rf"{YEAR}\b(?!-?\d)",
        ),
    )
)


def dates(view: View) -> tuple[DateDraft, ...]:
    """Return every date of a view in order; where two patterns overlap the earlier rule wins."""
    taken: list[tuple[int, int, str | None, str]] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(view.text):
            taken.append((*match.span(), _value(match), kind))
    found: list[DateDraft] = []
    end = -1
    for start, stop, value, kind in sorted(taken, key=lambda t: (t[0], -t[1])):
        if start < end:
            continue
        span = view.span(start, stop)
        found.append(DateDraft(span.exact, span.start, span.end, value, kind))
        end = stop
    return tuple(found)


def _value(match: re.Match[str]) -> str | None:
    """Return the ISO value of a date: a day, month or year, a duration, or None."""
    groups = match.groupdict()
    if groups.get("count"):
        return _duration(groups["count"].lower(), groups["unit"].lower())
    year, month, day = groups.get("year"), _month(groups.get("month")), groups.get("day")
    if not year:
        return None
    if not month:
        return year
    if not day:
        return f"{year}-{month:02d}"
    if int(day) not in range(1, calendar.monthrange(int(year), month)[1] + 1):
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{int(day):02d}"


def _month(word: str | None) -> int:
    if not word:
        return 0
    return int(word) if word.isdigit() else MONTHS[word.rstrip(".").lower()]


def _duration(count: str, unit: str) -> str | None:
    number = {"a": 1, "an": 1}.get(count) or NUMBERS.get(count) or (
        int(count) if count.isdigit() else 0
    )  # fmt: skip
    if not number:
        return None
    return f"P{number * (10 if unit == 'decade' else 1)}{UNITS[unit]}"
