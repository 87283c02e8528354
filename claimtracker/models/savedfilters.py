"""Filters of a report that somebody keeps by name, alone or with the team."""

from typing import Self

from django.conf import settings
from django.db import models


class SavedFilterQuerySet(models.QuerySet):
    """The words for sets of saved filters."""

    def seen_by(self, user) -> Self:
        """The user's own, and those that others share."""
        return self.filter(models.Q(owner=user) | models.Q(shared=True))


class SavedFilter(models.Model):
    """A report's query string under a name. A reader's convenience, so not on record."""

    report = models.CharField(max_length=50)
    name = models.CharField(max_length=100)
    query = models.TextField(help_text="The query string, as it stands in the address.")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters"
    )
    shared = models.BooleanField(default=False, help_text="The whole team sees it.")
    at = models.DateTimeField(auto_now_add=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="savedfilter_has_one_name_an_owner", fields=["owner", "report", "name"]
            ),
            models.CheckConstraint(name="savedfilter_has_a_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name
