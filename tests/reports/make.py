"""What the reports' tests make beside the common factories."""

import datetime

from claimtracker.models import Curation, FollowUp, Source
from tests.factories import make_actor, make_addressee, make_recommendation


def source(name, aliases=()):
    """File an outlet that publishes."""
    return Source.objects.create(actor=make_actor(name, kind="media", aliases=aliases))


def recommendation(article, exact, *, to=(), by=None, **fields):
    """Quote a recommendation, decided by a person where `by` is one; return its addressees."""
    if by:
        fields = {"curation": Curation.ACCEPTED} | fields
        fields |= {"decided_by": by, "decided_at": article.imported_at}
    made = make_recommendation(article, exact, **{"action": exact, "strength": "should"} | fields)
    return [make_addressee(made, actor) for actor in to]


def check(addressee, days_from_today):
    """Plan a follow-up."""
    day = datetime.date.today() + datetime.timedelta(days=days_from_today)
    FollowUp.objects.create(addressee=addressee, question="Has it moved?", due_on=day)
