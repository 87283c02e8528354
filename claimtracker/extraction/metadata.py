"""What a text says about itself: title, authors, source, series, when it was published."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import lexicon
from .actors import Actors
from .blocks import Block
from .drafts import AuthorDraft, DateDraft
from .sentences import sentences
from .views import View
from .zones import RESOLUTION_OPENING

BYLINE = re.compile(
    r"(?:^|\| ?)(?:By|BY|Written by|Submitted by:?|Prepared by:?"
    r"|Authors?:) (?P<names>[^\n|]{3,120})"
)
NAME = re.compile(
    r"[A-ZÀ-Þ][\w.'-]*(?: (?:(?:al|bin|de|del|van|von|der|for|of) )?[A-ZÀ-Þ][\w.'-]*){1,3}$"
)
BIO_NAME = (
    r"(?P<name>[A-ZÀ-Þ][\w.'-]+(?: [A-ZÀ-Þ][\w.'-]*){1,3}) (?:is|was|serves as"
    r"|holds) (?:an? |the |currently )*"
)
BIO_PLACE = r"(?:the )?(?P<place>[A-Z][^.,;(]{3,100}?)(?= \(| in [A-Z]|[.,;]|$)"
BIOS = (
    re.compile(rf"{BIO_NAME}(?P<role>[^.;]{{3,160}}?) at {BIO_PLACE}"),
    re.compile(rf"{BIO_NAME}(?P<role>[^.;]{{3,160}}?) (?:of|with|in) {BIO_PLACE}"),
)
BIO_OF_TWO = re.compile(
    rf"{BIO_NAME}(?P<role>[^.;,]{{3,60}}?),? and "
    r"(?P<second>[A-ZÀ-Þ][\w.'-]+(?: [A-ZÀ-Þ][\w.'-]*){1,3})"
    rf" (?:is )?(?:an?|the) (?P<office>[^.;,]{{3,60}}?) (?:at|of|with|in) {BIO_PLACE}"
)
STATEMENT_OF = re.compile(
    r"(?:PREPARED )?(?:STATEMENT|TESTIMONY|REMARKS|WRITTEN TESTIMONY) (?:OF"
    r"|BY) (?P<name>[A-Z][A-Z.' -]{3,60})(?:,(?P<rest>[^\n]{0,300}))?"
)
PRODUCED = re.compile(
    r"(?P<series>[A-Z][\w'& -]{2,60}?) is (?:produced|published"
    r"|issued) by (?:the )?(?P<source>[A-Z][^,.(;]{3,90}?)(?= \(|[,.;]|$)"
)
COPYRIGHT_OF = re.compile(
    r"(?:©|\([cC]\)|Copyright)(?: ©)? ?(?:\d{4})?(?:,"
    r"| by)*(?: the)? (?P<source>[A-Z][^,.(;|\n]{3,90}?)(?= \(|[,.;|\n]|$)"
)
YAML_KEY = re.compile(r"^(?P<key>[a-z_]+): *(?P<value>.*(?:\n[ \t]+.*)*)$", re.MULTILINE)
PUBLISHED = re.compile(r"\b(?:[Pp]ublished|[Dd]ate|[Ii]ssued|[Rr]eleased|[Aa]dopted)\b")
PUBLISHER = re.compile(r"(?:Source|Publisher)\W{1,6}\[?(?P<source>[A-Z][^\]\n|]{3,90})")
RELEASING = re.compile(
    r" said (?:today|in an? (?:new )?(?:report|statement|briefing) (?:released "
    r"|published |issued )?today)"
)
SAID_LAST = re.compile(r", said (?:the )?[^,.;\"]{3,100}\.$")
AFTER_NAMES = re.compile(
    r"[ ,]*(?:\d|[Pp]ublished|[Uu]pdated|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December) \d).*$"
)
ADOPTED = re.compile(r"\b[Aa]dopted\b[^\n]*$")
RANGE = re.compile(r"\d ?[-\u2013] ?$")
RESOLUTION_TITLE = re.compile(r"\d{1,4}/\d{1,4}\.? [A-Z].{3,200}$")
FOOT_KINDS = frozenset({"author_bio", "disclaimer", "copyright", "front_matter", "navigation"})
HEAD_KINDS = frozenset({"byline", "front_matter", "navigation", "heading"})
FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
RELEASE_HEAD = 2000  # characters within which a release names who releases it
WE_THE = re.compile(r"\b[Ww]e,? the (?P<who>[A-Z][^,.]{3,80}),")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of the article as a whole; "" or () where the text does not say."""

    title: str
    series: str
    source: str
    authors: tuple[AuthorDraft, ...]
    published_on: str
    not_before: str


def read(
    view: View, blocks: tuple[Block, ...], dates: tuple[DateDraft, ...], actors: Actors
) -> Metadata:
    """Return the metadata that the zones of a text show."""
    head = _head(view, blocks)
    foot = [_clean(view, b) for b in blocks if b.kind in FOOT_KINDS]
    series, source = _published_by(foot)
    source = source or _releasing(view, blocks, actors) or _agency(view, blocks)
    published = _published_on(view.original, head, blocks, dates)
    return Metadata(
        title=head.get("title", "") or _title(view, blocks),
        series=series,
        source=actors.filed(source),
        authors=tuple(_authors(view, blocks, foot)),
        published_on=published,
        not_before="" if published else _not_before(blocks, dates),
    )


def _clean(view: View, block: Block) -> str:
    return view.text[view.at(block.start) : view.at(block.end)]


def _head(view: View, blocks: tuple[Block, ...]) -> dict[str, str]:
    """Return the keys of a YAML head: title and date are those we use."""
    front = [b for b in blocks if b.kind == "front_matter"]
    if not front:
        return {}
    text = view.original[front[0].start : front[-1].end][:5000]
    found = {}
    for match in YAML_KEY.finditer(text):
        value = re.sub(r"\\?\n\s*\\?", "", match.group("value")).strip(" \"'")
        value = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), value)
        found[match.group("key")] = re.sub(r"[\s\u00a0]+|\\_", " ", value)
    return found


def _title(view: View, blocks: tuple[Block, ...]) -> str:
    opening = next((b for b in blocks if RESOLUTION_OPENING.match(_clean(view, b))), None)
    before = opening.start if opening else 0
    for block in (b for b in blocks if b.start < before):
        numbered = RESOLUTION_TITLE.match(_clean(view, block))
        if numbered:
            return numbered.group()
    for block in blocks:
        if block.kind == "title":
            printed = view.original[block.start : block.end]
            return re.sub(r"\s+", " ", re.sub(r"^#+\s*|\*\*", "", printed)).strip()
    return ""


def _published_by(foot: list[str]) -> tuple[str, str]:
    """Return (series, source) from the paragraphs that say who publishes."""
    series = source = ""
    for text in foot:
        produced = PRODUCED.search(text)
        if produced and not series:
            series, source = produced.group("series").strip(), source or produced.group("source")
        for pattern in (COPYRIGHT_OF, PUBLISHER):
            owner = pattern.search(text)
            if owner and not source:
                source = owner.group("source")
    return series, source.strip()


def _releasing(view: View, blocks: tuple[Block, ...], actors: Actors) -> str:
    """Return the organisation that a release quotes first: "..., Oxfam said today".

    Its first paragraph may also end in ", said the aid agency Oxfam America".
    """
    first = next((b for b in blocks if b.readable), None)
    ends = SAID_LAST.search(_clean(view, first)) if first else None
    if first and ends:
        end = view.at(first.end)
        spoke = actors.within(end - len(ends.group()), end)
        return spoke[-1].name if spoke and actors.kind(spoke[-1].name) == "organisation" else ""
    said = RELEASING.search(view.text, 0, RELEASE_HEAD)
    if not said:
        return ""
    near = actors.within(max(said.start() - 120, 0), said.start())
    named = near[-1].name if near and near[-1].end == said.start() else ""
    for earlier, later in zip(reversed(near[:-1]), reversed(near[1:]), strict=True):
        if not re.fullmatch(r",? and |, ", view.text[earlier.end : later.start]):
            break
        named = earlier.name
    return named


def _agency(view: View, blocks: tuple[Block, ...]) -> str:
    """Return the news agency of a dateline: "SEOUL, March 19 (Reuters) -"."""
    first = next((b for b in blocks if b.readable), None)
    line = view.original[first.start : first.content] if first else ""
    agency = re.search(r"\((Reuters|AP|AFP|UPI|Xinhua|Yonhap)\)", line)
    return agency.group(1) if agency else ""


def _published_on(
    text: str, head: dict[str, str], blocks: tuple[Block, ...], dates: tuple[DateDraft, ...]
) -> str:
    """Return the day of publication: from a YAML head, else from a head line or dateline."""
    for key in ("date", "published", "published_time"):
        day = re.match(r"\d{4}-\d{2}-\d{2}", head.get(key, ""))
        if day:
            return day.group()
    first = next((b for b in blocks if b.readable), None)
    lines = [
        (b.start, b.end)
        for b in blocks
        if b.kind in HEAD_KINDS and (not first or b.start < first.start)
    ]
    if first:
        lines.append((first.start, first.content))
    days = [
        d
        for d in within(lines, dates)
        if _is_day(d) and not RANGE.search(text, max(d.start - 3, 0), d.start)
    ]
    titles = within([(b.start, b.end) for b in blocks if b.kind == "title"], dates)
    days += [
        d for d in titles if _is_day(d) and ADOPTED.search(text, max(d.start - 80, 0), d.start)
    ]
    said = [d for d in days if PUBLISHED.search(text, _line_start(text, d.start), d.start)]
    return ((said or days)[0].value or "") if days else ""


def _line_start(text: str, at: int) -> int:
    """Return where the words before a date begin that may say what it is the date of."""
    return max(at - 80, text.rfind("\n", 0, at) + 1, 0)


def _is_day(date: DateDraft) -> bool:
    return (
        date.kind == "absolute" and date.value is not None and bool(FULL_DATE.fullmatch(date.value))
    )


def _not_before(blocks: tuple[Block, ...], dates: tuple[DateDraft, ...]) -> str:
    """Return the latest full date of the argument: it was not published before that.

    A date later than the copyright year is a plan or a mistake, and no bound.
    """
    years = [d.value for d in dates if d.kind == "copyright" and d.value]
    told = [(b.start, b.end) for b in blocks if b.readable or b.kind == "title"]
    inside = within(told, dates)
    days = [d.value for d in inside if _is_day(d) and d.value]
    return max((day for day in days if not years or day[:4] <= max(years)), default="")


def within(spans: list[tuple[int, int]], dates: tuple[DateDraft, ...]) -> list[DateDraft]:
    """Return the dates that begin inside one of the spans; both are in order of their starts."""
    starts = [start for start, _ in spans]
    found = []
    for date in dates:
        i = bisect_right(starts, date.start) - 1
        if i >= 0 and date.start < spans[i][1]:
            found.append(date)
    return found


def _authors(view: View, blocks: tuple[Block, ...], foot: list[str]) -> Iterator[AuthorDraft]:
    """Yield the authors of a byline, completed from a biography; else those of a biography."""
    bios = [author for text in foot for author in _biographies(text)]
    printed = dict(_bylines(view, blocks))
    for bio in bios:
        printed.setdefault(bio.name, "")
    presented = {bio.name: bio for bio in reversed(bios)}
    for name, role in printed.items():
        about = presented.get(name, AuthorDraft(name))
        yield AuthorDraft(name, role or about.role, about.affiliation)
    if not printed:
        yield from _speakers_for(view)


def _biographies(text: str) -> Iterator[AuthorDraft]:
    """Yield who is presented in a paragraph, sentence by sentence."""
    for start, end in sentences(text, 0, len(text)):
        both = BIO_OF_TWO.match(text, start, end)
        if both:  # "A is a fellow and B a researcher with C"
            for name, role in (both.group("name", "role"), both.group("second", "office")):
                yield AuthorDraft(name, role, both.group("place").strip())
            continue
        found = next((m for bio in BIOS if (m := bio.match(text, start, end))), None)
        if found and _offices().search(found.group("role")):
            role = re.split(r" and holds | at ", found.group("role"))[0]
            yield AuthorDraft(found.group("name"), role, found.group("place").strip())


def _bylines(view: View, blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """Yield (name, role) from "By X and Y" and from a name with its office set below it."""
    body = min((b.start for b in blocks if b.readable), default=len(view.original))
    lines = [
        (b, _clean(view, b))
        for b in blocks
        if b.kind == "byline" or (b.kind in {"heading", "front_matter"} and b.start < body)
    ]
    for i, (block, line) in enumerate(lines):
        by = BYLINE.search(line)
        if by:
            for name in re.split(r",? and |, ", AFTER_NAMES.sub("", by.group("names"))):
                if NAME.match(name.strip()):
                    yield name.strip(), ""
        elif (
            block.kind == "byline"
            and len(names := re.split(r",? and |, ", line)) > 1
            and not _offices().search(line)
            and all(map(NAME.match, names))
        ):
            yield from ((name, "") for name in names)
        elif NAME.match(line) and i + 1 < len(lines):
            below, role = lines[i + 1]
            near = view.original[block.end : below.start].strip() == ""
            if block.kind == "byline" and near and _offices().search(role):
                yield line, role


@cache
def _offices() -> re.Pattern[str]:
    return lexicon.matcher([*lexicon.words("role_nouns"), "fellow", "director", "editor"])


def _speakers_for(view: View) -> Iterator[AuthorDraft]:
    """Yield the author of a statement for the record, and of one made by "we, the ..."."""
    opening = view.text[:1500]
    statement = STATEMENT_OF.search(opening)
    if statement:
        rest = (statement.group("rest") or "").strip().capitalize()
        role, _, affiliation = rest.partition(" at the ")
        name = statement.group("name").strip().title()
        yield AuthorDraft(name, _titled(role), _titled(affiliation.split(" and ")[0]))
        return
    group = WE_THE.search(opening)
    if group:
        yield AuthorDraft(group.group("who"))


def _titled(text: str) -> str:
    return " ".join(
        w if w in {"of", "the", "for", "and", "at"} else w.title() for w in text.split()
    )
