"""Who runs a command."""

from django.contrib.auth import get_user_model
from django.core.management import CommandError


def user_named(username: str):
    """Return the active user, None for ""; wrong usage where there is none of that name."""
    if not username:
        return None
    user = get_user_model().objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"--by {username}: there is no such user", returncode=2)
    return user
