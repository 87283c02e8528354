"""The addresses of the reports, under /reports/: a page and its files, from each definition."""

from django.urls import path

from claimtracker.reports.actor_page import ActorPage
from claimtracker.reports.article_page import ArticlePage
from claimtracker.reports.registry import REPORTS
from claimtracker.reports.saved import Forget, Save
from claimtracker.reports.views import ReportFile, ReportPage

app_name = "reports"

_pages = [report for report in REPORTS.values() if report.table]
urlpatterns = [
    path("actors/<int:pk>/", ActorPage.as_view(), name="actor"),
    path("articles/<int:pk>/", ArticlePage.as_view(), name="article"),
    path("saved/<int:pk>/delete/", Forget.as_view(), name="forget"),
    *(
        path(f"{report.name}/save/", Save.as_view(report=report), name=f"{report.name}_save")
        for report in _pages
    ),
    *(
        path(f"{report.name}/", ReportPage.as_view(report=report), name=report.name)
        for report in _pages
    ),
    *(
        path(
            f"{report.name}.<slug:extension>",
            ReportFile.as_view(report=report),
            name=f"{report.name}_file",
        )
        for report in REPORTS.values()
    ),
]
