"""Claims that may say the same: full text finds candidates, rapidfuzz compares their words."""

from django.db import connection
from rapidfuzz import fuzz

from claimtracker.models import Claim, Likeness

LIKE = 0.75
"""The least share of words in common that is worth a person's look."""

# The six longest stems of a new claim are its rarest words, near enough; any earlier claim that
# has some of them is a candidate. One query for all new claims of an article.
_CANDIDATES = """
SELECT new.id, new.exact, earlier.id, earlier.exact
  FROM claimtracker_claim new
 CROSS JOIN LATERAL (
       SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS any_of
         FROM (SELECT lexeme FROM unnest(new.search) ORDER BY length(lexeme) DESC, lexeme LIMIT 6) s
       ) words
 CROSS JOIN LATERAL (
       SELECT id, exact FROM claimtracker_claim
        WHERE search @@ words.any_of AND id < new.id AND curation <> 'rejected'
          AND withdrawn_by_id IS NULL
        ORDER BY ts_rank(search, words.any_of) DESC, id LIMIT 20
       ) earlier
 WHERE new.id = ANY(%s)
 ORDER BY new.id, earlier.id
"""


def note_likenesses(claims: list[Claim]) -> None:
    """Note, for each new claim, the earlier ones that it may repeat; nothing is merged."""
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [[claim.pk for claim in claims]])
        candidates = cursor.fetchall()
    scored = ((new, earlier, likeness(a, b)) for new, a, earlier, b in candidates)
    Likeness.objects.bulk_create(
        Likeness(claim_id=new, other_id=earlier, score=score)
        for new, earlier, score in scored
        if score >= LIKE
    )


def likeness(first: str, second: str) -> float:
    """Return from 0 to 1 how many words two quotes share, whatever their order."""
    return fuzz.token_sort_ratio(first.casefold(), second.casefold()) / 100
