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

PATTERNS = (
    ("copyright", re.compile(rf"(?:©|\([cC]\)|\bCopyright(?: ©)?) {YEAR}")),
    ("absolute", re.compile(rf"\b{MONTH} {DAY},? {YEAR}\b", re.IGNORECASE)),
    ("absolute", re.compile(rf"\b{DAY} {MONTH},? {YEAR}\b", re.IGNORECASE)),
    (
        "absolute",
        re.compile(r"\b(?P<year>(?:19|20)\d{2})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])\b"),
    ),
    ("absolute", re.compile(rf"\b{MONTH},? {YEAR}\b", re.IGNORECASE)),
    (
        "absolute",
        re.compile(
            rf"\b(?:January|February|March|April|June|July|August|September|October|November|December) {DAY}\b(?! percent)"
        ),
    ),
    (
        "relative",
        re.compile(
            rf"\b(?:(?:nearly|almost|about|over|more than|some) )?{COUNT} {UNIT} (?:ago|after|before|earlier|later|from now)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "duration",
        re.compile(
            rf"\b(?:now )?(?:(?:almost|nearly|about|over) )?{COUNT} {UNIT} old\b", re.IGNORECASE
        ),
    ),
    (
        "duration",
        re.compile(
            rf"\b(?:for|over|within|during) the (?:past|last|next|coming) {COUNT} {UNIT}\b",
            re.IGNORECASE,
        ),
    ),
    (
        "relative",
        re.compile(
            r"\b(?:this|last|next|the previous|the following|the next) (?:day|week|month|year|decade|spring|summer|autumn|fall|winter|January|February|March|April|May|June|July|August|September|October|November|December)\b",
            re.IGNORECASE,
        ),
    ),
    ("relative", re.compile(r"\b(?:today|yesterday|tomorrow)\b", re.IGNORECASE)),
    (
        "anaphoric",
        re.compile(
            r"\b(?:at (?:that|the same) time|since then|by then|until then|that (?:day|week|month|year))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "absolute",
        re.compile(
            rf"\b(?:(?:released|published|adopted|founded|back|early|late|mid) )?(?:in|since|by|until|of|from|through|during|before|after) (?:early |late |mid-|fiscal year )?{YEAR}\b(?!-?\d)",
            re.IGNORECASE,
        ),
    ),
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
