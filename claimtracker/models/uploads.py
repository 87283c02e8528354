"""What waits between preview and confirmation."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models


class UploadQuerySet(models.QuerySet):
    """The words for sets of uploads."""

    def of(self, user) -> Self:
        """The user's own: nobody confirms another's."""
        return self.filter(by=user)

    def stale(self, at: datetime.datetime) -> Self:
        """Left lying for a day."""
        return self.filter(at__lt=at - datetime.timedelta(days=1))


class Upload(models.Model):
    """A file that somebody brought and has not confirmed yet. No article, so not on record."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=300)
    data = models.BinaryField()
    given = models.JSONField(help_text="What the person said of it: address, source, date ...")

    objects = UploadQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
