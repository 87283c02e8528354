"""Every report, by name."""

from claimtracker.reports import recommendations
from claimtracker.reports.report import Report

REPORTS: dict[str, Report] = {report.name: report for report in (recommendations.REPORT,)}
