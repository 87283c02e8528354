"""Dates as printed and their values."""

import pytest

from claimtracker.extraction.dates import dates
from claimtracker.extraction.views import view


@pytest.mark.parametrize(
    ("text", "printed", "value", "kind"),
    [
        ("On November 2, 2022, it rained.", "November 2, 2022", "2022-11-02", "absolute"),
        ("On 4 AUGUST 2021 it rained.", "4 AUGUST 2021", "2021-08-04", "absolute"),
        ("It rained on 2024-02-29.", "2024-02-29", "2024-02-29", "absolute"),
        ("It rained in April 2022.", "April 2022", "2022-04", "absolute"),
        ("It was released in 2022.", "released in 2022", "2022", "absolute"),
        (
            "It rained nearly two months after the vote.",
            "nearly two months after",
            "P2M",
            "relative",
        ),
        ("The rule is now almost 34 months old.", "now almost 34 months old", "P34M", "duration"),
        ("It rained this year.", "this year", None, "relative"),
        ("At that time it rained.", "At that time", None, "anaphoric"),
        ("© 2022 by us.", "© 2022", "2022", "copyright"),
    ],
)
def test_a_date_is_read(text, printed, value, kind):
    (found,) = dates(view(text))
    assert (found.text, found.value, found.kind) == (printed, value, kind)
    assert text[found.start : found.end] == printed


def test_may_is_a_month_only_beside_a_number():
    assert dates(view("It may rain. They may go.")) == ()


def test_a_day_that_no_month_has_leaves_the_month():
    (found,) = dates(view("On February 31, 2022 it rained."))
    assert found.value == "2022-02"
