"""Django's entry to the app: after each migration the roles and rights are brought up to date."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig
from django.core import checks
from django.db.models.signals import post_migrate


def _check_lexicons(app_configs: object, **kwargs: object) -> list[checks.CheckMessage]:
    """Tell a malformed word list at start-up, by its file and line."""
    from claimtracker import extraction

    try:
        extraction.check_lexicons()
    except extraction.LexiconError as error:
        hint = "Mend the list, or take its folder out of CLAIMTRACKER_LEXICONS."
        return [checks.Error(str(error), hint=hint, id="claimtracker.E001")]
    return []


def _after_migrate(sender: AppConfig, using: str, **kwargs: object) -> None:
    from claimtracker.models import rights, roles

    roles.update()
    rights.grant(using)


class ClaimtrackerConfig(AppConfig):
    """The one app of this project."""

    name = "claimtracker"
    verbose_name = "Claimtracker"

    def ready(self) -> None:
        """Set up what follows a migration (Django makes its permissions in the same place)."""
        post_migrate.connect(_after_migrate, sender=self)
        checks.register(_check_lexicons)


class AdminConfig(DjangoAdminConfig):
    """The admin, with our own site as its default."""

    default_site = "claimtracker.admin.site.ClaimtrackerSite"

    def ready(self) -> None:
        """Find other apps' admin pages as ever, then register ours on the site that now stands."""
        super().ready()
        import_module("claimtracker.admin.registry")
