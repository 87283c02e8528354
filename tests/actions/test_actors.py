"""A name leads to one actor."""

import pytest

from claimtracker import actions
from claimtracker.models import Actor

pytestmark = pytest.mark.django_db


def test_an_actor_is_found_by_name_and_alias(analyst):
    korea = actions.file_actor("North Korea", kind="state", aliases=["DPRK"], by=analyst)
    assert (
        Actor.objects.named("the dprk").get() == korea == Actor.objects.named("north korea").get()
    )


@pytest.mark.parametrize("twin", ["NORTH KOREA", "Nοrth Kоrea", "dprk"])
def test_a_name_that_looks_taken_is_refused(twin, analyst):
    actions.file_actor("North Korea", kind="state", aliases=["DPRK"], by=analyst)
    with pytest.raises(actions.Refused, match="a name of North Korea already"):
        actions.file_actor(twin, kind="state", by=analyst)


def test_a_renamed_actor_keeps_its_old_name(analyst):
    actor = actions.file_actor("Turkey", kind="state", by=analyst)
    actions.rename_actor(actor, name="Türkiye", by=analyst)
    assert Actor.objects.named("Turkey").get().name == "Türkiye"
