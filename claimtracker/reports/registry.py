"""Every report, by name. A definition listed here has its file and its command, without more."""

from claimtracker.reports import actors, articles, claims, followups, recommendations
from claimtracker.reports.report import Report

REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        claims.REPORT,
        recommendations.REPORT,
        actors.REPORT,
        articles.SOURCES,
        articles.ARTICLES,
        followups.REPORT,
    )
}
