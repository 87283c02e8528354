"""Run today's extraction rules over articles that are stored."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from claimtracker import ingest
from claimtracker.management.users import user_named
from claimtracker.models import Article


class Command(BaseCommand):
    """Thin: one run an article, one line each."""

    help = (
        "Run the extraction rules again over stored articles. What people decided or edited stays "
        "as it is; proposals that nobody touched are withdrawn where the rules propose them no "
        "more, and return where they do again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which articles, and for the record."""
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("ids", nargs="*", type=int, default=[], metavar="ID", help="article id")
        which.add_argument("--all", action="store_true", help="every article")
        parser.add_argument("--note", default="", metavar="TEXT", help="why; kept on record")
        parser.add_argument("--by", default="", metavar="USERNAME", help="who runs it")

    def handle(self, *, ids: list[int], by: str, note: str, **options) -> None:
        """Re-extract each, one transaction an article."""
        user = user_named(by)
        articles = Article.objects.order_by("pk")
        if not options["all"]:
            articles = articles.filter(pk__in=ids)
            if unknown := set(ids) - set(articles.values_list("pk", flat=True)):
                raise CommandError(f"there is no article {min(unknown)}", returncode=2)
        for article in articles.iterator(chunk_size=100):
            run = ingest.reextract(article, via="reextract_article", by=user, note=note)
            self.stdout.write(f"article {article.pk} “{article.title}”: {run.counts}")
