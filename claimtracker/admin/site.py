"""The admin site."""

from unfold.sites import UnfoldAdminSite


class ClaimtrackerSite(UnfoldAdminSite):
    """Unfold."""
