"""Since publication: what has happened to an article's claims and recommendations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claimtracker.models import Article
from claimtracker.reports.figures import adoption, figure, select
from claimtracker.reports.timeline import events
from claimtracker.reports.told import Reader, told


class ArticlePage(Reader):
    """One article and its time since. `?approved=yes` counts approved statements only."""

    http_method_names = ["get", "head"]

    def permissions(self) -> list[str]:
        """It shows rows of four reports, so it needs the rights of them all."""
        seen = ("article", "recommendation", "claim", "followup")
        return [f"claimtracker.view_{model}" for model in seen]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what has happened since the article appeared."""
        article = Article.objects.select_related("source__actor").filter(pk=pk).first()
        if article is None:
            return told(request, 404, "There is no such article. It may have been deleted.")
        if dict(request.GET.lists()) not in ({}, {"approved": ["yes"]}):
            return told(request, 400, "This page takes approved=yes, once, and nothing else.")
        return render(request, "reports/article.html", page(article, request.GET.dict()))


def page(article: Article, limit: dict[str, str]) -> dict:
    """Return all that the page shows; `limit` is approved=yes or nothing."""
    one = {"article": article.pk}
    claims = select("claims", **one, **limit).rows
    asked = select("recommendations", **one, **limit).rows
    return {
        "article": article,
        "approved": bool(limit),
        "adoption": adoption(**one, **limit),
        "claims": [
            figure("Claims", "claims", **one, **limit),
            figure("Denied by another claim", "claims", denied="yes", **one, **limit),
            figure("Contested", "claims", contested="yes", **one, **limit),
            figure("Single-sourced", "claims", single_sourced="yes", **one, **limit),
        ],
        "checks": [
            figure("Overdue", "followups", due="overdue", **one),
            figure("Due soon", "followups", due="soon", **one),
            figure("Done", "followups", done="yes", **one),
        ],
        "events": events(claims, asked),
    }
