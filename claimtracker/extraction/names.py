"""What the finders of names share: kinds, words that are no names, which of two readings wins."""

from .actors import Mention

MIN_WORDS = 2  # a single capitalised word names no organisation by itself
KINDS = ("state", "government_body", "international_organisation", "organisation", "media",
         "person", "group")  # fmt: skip
NOT_NAMES = frozenset(
    "The A An This That These Those It He She They We I In On At As But And However Since While "
    "When If Its Their His Her Our Both All Some Many Most No Not Another Other There Here By "
    "For From To With After Before Under Although Though Because First Second Third Finally "
    "Yet So Or Nor Of Such Even Despite Given Until Once Where Who What Which Why How "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December".split()
)


def longest(found: list[Mention]) -> list[Mention]:
    """Drop the mentions that overlap a longer one; of equals the first found stays."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept
