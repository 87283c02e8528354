"""Set up the demo: roles, users, the seed article and its curation."""

from django.core.management.base import BaseCommand

from claimtracker import demo


class Command(BaseCommand):
    """Thin: prints what `demo` made."""

    help = (
        "Import the seed article, curate it as the demo shows it, and make one user a role with a "
        "random password, printed once. Safe to repeat: the second time changes nothing."
    )

    def handle(self, **options) -> None:
        """Set up and print new passwords."""
        passwords = demo.set_up()
        if not passwords:
            self.stdout.write(
                "The demo is set up already. New password: manage.py changepassword NAME"
            )
            return
        self.stdout.write("Demo users, their passwords shown this once:")
        for username, password in passwords.items():
            self.stdout.write(f"  {username:<14} {password}")
