"""What waits between preview and confirmation."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models


class Purpose(models.TextChoices):
    """What a waiting file is to become."""

    ARTICLE = "article", "An article"
    CHANGES = "changes", "Changes of an edited export"


class UploadQuerySet(models.QuerySet):
    """The words for sets of uploads."""

    def of(self, user, purpose: str = Purpose.ARTICLE) -> Self:
        """The user's own of one purpose: nobody confirms another's."""
        return self.filter(by=user, purpose=purpose)

    def stale(self, at: datetime.datetime) -> Self:
        """Left lying for a day."""
        return self.filter(at__lt=at - datetime.timedelta(days=1))


class Upload(models.Model):
    """A file that somebody brought and has not confirmed yet. No article, so not on record."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.ARTICLE)
    name = models.CharField(max_length=300)
    data = models.BinaryField()
    given = models.JSONField(help_text="What the person said of it: address, source, date ...")

    objects = UploadQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
