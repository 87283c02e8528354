"""How good the proposals are, against what a person annotated: `make eval`.

    python -m tests.evaluation [FOLDER] [--misses] [--addressee NAME=ACTOR]

FOLDER holds NAME.gold.json files, each with its text as NAME.txt beside it or among the seeds
(found by SHA-256). A proposal is matched one to one with a gold item when their spans overlap with
an IoU of at least 0.5 (any of the item's alternative spans counts). Recall is over the items marked
`core`, precision over every proposal in the annotated regions, where the annotation is complete.
Exit status 1 when a hard rule is broken: an offset that does not re-read, or a proposal from a
title, question, byline or boilerplate.
"""

import argparse
import hashlib
import json
import re
import sys
from collections import Counter
from pathlib import Path

from claimtracker.extraction import extract

ROOT = Path(__file__).resolve().parent.parent
QUIET = {
    "title", "question", "byline", "author_bio", "disclaimer", "copyright", "front_matter",
    "navigation",
}  # fmt: skip
COLUMNS = {
    "claims": ("recall", "precision", "kind", "chain", "hedges"),
    "recommendations": ("recall", "precision", "addressed", "modality"),
}


def main(arguments):
    """Print a row a document, the totals, and how many proposals of each rule were right."""
    parser = argparse.ArgumentParser(description="Score the proposals against annotations.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "fixtures" / "eval")
    parser.add_argument("--misses", action="store_true", help="list what was missed and wrong")
    parser.add_argument(
        "--addressee",
        action="append",
        default=[],
        metavar="NAME=ACTOR",
        help="whom a document addresses that names nobody",
    )
    options = parser.parse_args(arguments)
    addressees = dict(pair.split("=", 1) for pair in options.addressee)
    totals, rules, broken = {label: Counter() for label in COLUMNS}, Counter(), 0
    for path in sorted(options.folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = text_of(path, gold)
        found = extract(text, default_addressee=addressees.get(name, "")).as_json()
        scores = {label: score(label, gold, found) for label in COLUMNS}
        print(f"{name:32} " + "   ".join(row(label, scores[label]) for label in COLUMNS))
        for label, each in scores.items():
            totals[label] += each["counts"]
            rules += each["rules"]
            for line in each["misses"] if options.misses else ():
                print(f"    {line}")
        for line in breaches(text, gold, found):
            broken += 1
            print(f"    BROKEN {line}")
    print(f"{'all':32} " + "   ".join(row(k, {"counts": v}) for k, v in totals.items()))
    print_rules(rules)
    return 1 if broken else 0


def text_of(path, gold):
    """The annotated text: beside its annotation, or the seed with its hash."""
    beside = path.with_name(path.name.replace(".gold.json", ".txt"))
    places = [beside] if beside.exists() else sorted((ROOT / "seeds").iterdir())
    for place in places:
        data = place.read_bytes()
        if place == beside or hashlib.sha256(data).hexdigest() == gold.get("source_sha256"):
            return data.decode("utf-8")
    raise SystemExit(f"{path.name}: no text beside it, and no seed with its hash")


def score(label, gold, found):
    """Count what was found, what was right, and each rule's share of it."""
    regions = gold.get("annotated_regions") or [[0, sys.maxsize]]
    proposals = [p for p in found[label] if any(a <= p["start"] < b for a, b in regions)]
    items = gold[label]
    by_item, by_proposal = match(items, proposals)
    core = [i for i, item in enumerate(items) if item.get("core", True)]
    hits = [(items[i], proposals[by_item[i]]) for i in core if i in by_item]
    counts = Counter({"recall": len(hits), "recall of": len(core)})
    complete = label == "recommendations" or gold["metadata"].get("claims_complete", True)
    if complete:
        counts += Counter({"precision": len(by_proposal), "precision of": len(proposals)})
    for measure, applies, holds in MEASURES[label]:
        fitting = [(item, proposal) for item, proposal in hits if applies(item)]
        counts[measure] += sum(holds(item, proposal) for item, proposal in fitting)
        counts[f"{measure} of"] += len(fitting)
    rules = Counter()
    for place, proposal in enumerate(proposals if complete else ()):
        rules[(label, proposal["rule"], place in by_proposal)] += 1
    missed = [f"MISSED {label[:-1]} {items[i]['quote'][:90]!r}" for i in core if i not in by_item]
    extra = [
        f"EXTRA {label[:-1]} {p['exact'][:90]!r}"
        for place, p in enumerate(proposals)
        if complete and place not in by_proposal
    ]
    return {"counts": counts, "rules": rules, "misses": missed + extra}


def match(items, proposals):
    """Pair items with proposals, best overlap first; each is used once."""
    pairs = sorted(
        (-max(iou(span, (p["start"], p["end"])) for span in spans(item)), i, j)
        for i, item in enumerate(items)
        for j, p in enumerate(proposals)
    )
    by_item, by_proposal = {}, {}
    for overlap, i, j in pairs:
        if -overlap >= 0.5 and i not in by_item and j not in by_proposal:  # noqa: PLR2004
            by_item[i], by_proposal[j] = j, i
    return by_item, by_proposal


def spans(item):
    """The item's span and those that would be right too."""
    return [(s["start"], s["end"]) for s in (item, *item.get("alt_spans", ()))]


def iou(first, second):
    """Characters in both, over characters in either."""
    shared = min(first[1], second[1]) - max(first[0], second[0])
    if shared <= 0:
        return 0.0
    return shared / (first[1] - first[0] + second[1] - second[0] - shared)


def breaches(text, gold, found):
    """Offsets that do not re-read, and proposals from zones where nothing is proposed."""
    zones = gold["sections"] + gold.get("boilerplate", [])
    quiet = sorted({(s["start"], s["end"], s["kind"]) for s in zones if s["kind"] in QUIET})
    for label in COLUMNS:
        for p in found[label]:
            if text[p["start"] : p["end"]] != p["exact"]:
                yield f"{label}: {p['start']}-{p['end']} does not re-read"
            for start, end, kind in quiet:
                shared = min(p["end"], end) - max(p["start"], start)
                if shared > 0.5 * (p["end"] - p["start"]):
                    yield f"{label}: taken from {kind}: {p['exact'][:70]!r}"


# Names of one party, as documents of this kind print them; names otherwise match by a shared word.
SAME = [
    {"united states", "u.s", "us", "american", "washington", "white house", "biden", "nsc",
     "national security council"},
    {"north korea", "dprk", "pyongyang", "north korean", "north koreans"},
    {"russia", "moscow", "russian", "kremlin"},
    {"south korea", "rok", "seoul", "yoon", "south korean"},
    {"united kingdom", "uk", "british", "london"},
    {"china", "beijing", "chinese", "prc"},
    {"member states", "all states", "states"},
    {"security council", "unsc", "council"},
]  # fmt: skip
STOP = set(
    "the government authorities administration unspecified with party president state states "
    "united secretary department national council and".split()
)


def same_party(wanted, named):
    """Whether every wanted party is met by one of the named."""
    given = [keys(name) for name in named]
    return all(any(keys(name) & found for found in given) for name in wanted if keys(name))


def keys(name):
    """The words of a name that tell parties apart, and the groups it belongs to."""
    name = name.lower().replace("’", "'")
    words = {word.removesuffix("'s") for word in re.findall(r"[a-z']{3,}", name)} - STOP
    groups = {
        f"#{place}"
        for place, group in enumerate(SAME)
        if any(re.search(rf"(?<![a-z]){re.escape(alias)}(?![a-z])", name) for alias in group)
    }
    return words | groups


def voices(item):
    """Who says it, the author aside."""
    return [link["holder"] for link in item["attribution"] if link["type"] != "author"]


def asked(item):
    """Whom it addresses, where the annotation names somebody."""
    return [name for name in item["addressed_to"] if "unspecified" not in name.lower()]


def hedges_found(item, proposal):
    """Whether each hedge is among those found, or part of one."""
    found = [hedge.lower() for hedge in proposal["hedges"]]
    return all(any(h.lower() in f or f in h.lower() for f in found) for h in item["hedges"])


MEASURES = {
    "claims": [
        ("kind", lambda g: True, lambda g, p: p["kind"] in [g["kind"], *g.get("kind_alt", [])]),
        ("chain", voices,
         lambda g, p: same_party(voices(g), [link["holder"] for link in p["attribution"]])),
        ("hedges", lambda g: g["hedges"], hedges_found),
    ],
    "recommendations": [
        ("addressed", lambda g: any(keys(name) for name in asked(g)),
         lambda g, p: same_party(asked(g), p["addressed_to"])),
        ("modality", lambda g: g["modality"] not in (None, "none"),
         lambda g, p: g["modality"].split()[0].lower() in p["modality"].lower()),
    ],
}  # fmt: skip


def row(label, scored):
    """One label's figures on a line."""
    counts = scored["counts"]
    figures = (f"{name} {share(counts[name], counts[f'{name} of'])}" for name in COLUMNS[label])
    return f"{label}: {', '.join(figures)}"


def share(right, of):
    """A share with its denominator."""
    return f"{right}/{of}={right / of:.2f}" if of else "-"


def print_rules(rules):
    """How many of each rule's proposals were right."""
    print("\nproposals of each rule that were right, where the annotation is complete")
    for label, rule in sorted({key[:2] for key in rules}):
        right, wrong = rules[(label, rule, True)], rules[(label, rule, False)]
        print(f"  {label:16} {rule:40} {share(right, right + wrong)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
