"""The doors of a report: its page, and its files under the same query string."""

import tempfile

from django.core.paginator import EmptyPage
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from claimtracker.models import Addressee
from claimtracker.reports.facets import counted
from claimtracker.reports.formats import Unfit
from claimtracker.reports.offered import offered, refusal
from claimtracker.reports.registry import REPORTS
from claimtracker.reports.report import Report, Selection
from claimtracker.reports.saved import kept, may_share
from claimtracker.reports.tables import Table
from claimtracker.reports.told import Reader, told

PER_PAGE = 50
IN_FRONT = 3
"""Filters that are always in sight; the others open on demand."""
SUGGESTED = 50
"""Actors that the form suggests; any other can be typed."""


@method_decorator(require_safe, name="dispatch")
class ReportView(Reader):
    """Base of both doors of a report."""

    report: Report = None

    def permissions(self) -> list[str]:
        """Return what one needs here."""
        return [self.report.view_permission]


class ReportPage(ReportView):
    """A report as a page: filters, count, table."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the rows chosen; status 400 and no row where the query string is at fault."""
        selection = self.report.select(request.GET)
        problems = selection.problems
        table = None
        if not problems:
            try:
                table = self._table(selection)
            except EmptyPage:
                problems = [f'page="{request.GET["page"]}": there are not so many pages.']
        form, names = selection.filterset.form, selection.filterset.parameters()
        context = {
            "report": self.report,
            "reports": _siblings(request),
            "selection": selection,
            "form": form,
            "in_front": [form[name] for name in names[:IN_FRONT]],
            "behind": [form[name] for name in names[IN_FRONT:]],
            "more": set(selection.filterset.data) & set(names[IN_FRONT:]),
            "problems": problems,
            "table": table,
            "facets": [] if problems else counted(selection),
            "chips": [] if problems else self._chips(selection),
            "files": self._files(request, selection),
            "saved": kept(request.user, self.report, request.GET),
            "may_share": may_share(request.user, self.report),
            "actors": suggested_actors(),
        }
        return render(request, "reports/report.html", context, status=400 if problems else 200)

    def _table(self, selection: Selection) -> Table:
        cleaned = selection.filterset.form.cleaned_data
        table = self.report.table(
            selection.rows,
            order_by=cleaned["sort"] or (),
            caption=self.report.title,
            query=selection.query,
            columns=cleaned["columns"],
        )
        table.paginate(page=cleaned["page"] or 1, per_page=PER_PAGE)
        selection.count = table.paginator.count  # counted once
        return table

    def _files(self, request: HttpRequest, selection: Selection) -> dict[str, str]:
        """Return the address of each file of the same rows, for those who may export."""
        if not request.user.has_perm(self.report.export_permission):
            return {}
        name = f"reports:{self.report.name}_file"
        return {
            one.title: reverse(name, args=[extension], query=selection.query)
            for extension, one in offered(self.report).items()
        }

    @staticmethod
    def _chips(selection: Selection) -> list[dict]:
        """Return the filters in force, each with the address of the page without it."""
        chips = []
        for one in selection.applied:
            without = selection.query
            without.setlist(
                one.name, [value for value in without.getlist(one.name) if value != one.value]
            )
            chips.append({"filter": one, "url": f"?{without.urlencode()}"})
        return chips


class ReportFile(ReportView):
    """A report as a file. Made whole before the first byte is sent, so that none is cut short."""

    def permissions(self) -> list[str]:
        """A file needs the right to export, too."""
        return [self.report.view_permission, self.report.export_permission]

    def get(self, request: HttpRequest, extension: str) -> HttpResponse:
        """Send the rows chosen; the header Row-Count says how many, Link the page with the same."""
        to_format = offered(self.report).get(extension)
        if to_format is None:
            return told(request, 404, refusal(self.report, extension))
        selection = self.report.select(request.GET)
        if selection.problems:
            lines = ["No file was made."] + selection.problems
            return HttpResponse(
                "\n".join(lines) + "\n", status=400, content_type="text/plain; charset=utf-8"
            )
        spool = tempfile.TemporaryFile()
        try:
            rows = selection.write(to_format, spool, by=request.user.get_username())
        except Unfit as unfit:
            spool.close()
            return told(request, 400, str(unfit))
        except BaseException:
            spool.close()
            raise
        spool.seek(0)
        response = FileResponse(
            spool,
            as_attachment=True,
            filename=f"{self._stem(selection)}-{timezone.localdate()}.{to_format.extension}",
            content_type=to_format.type,
        )
        response["Row-Count"] = rows
        if self.report.table:
            page = reverse(f"reports:{self.report.name}", query=selection.query)
            response["Link"] = f'<{page}>; rel="describedby"'
        return response

    def _stem(self, selection: Selection) -> str:
        """Return what a file is called: its name tells approved rows from all."""
        approved = selection.filterset.form.cleaned_data.get("approved")
        return f"{self.report.name}-approved" if approved else self.report.name


def _siblings(request: HttpRequest) -> list[Report]:
    """Return the reports that whoever asks may read."""
    pages = [report for report in REPORTS.values() if report.table]
    return [report for report in pages if request.user.has_perm(report.view_permission)]


def suggested_actors() -> list[str]:
    """Return the names most often addressed and what they are part of, in alphabetical order."""
    pair = ("actor__name", "actor__part_of__name")
    named = Addressee.objects.filter(actor__isnull=False).order_by().values(*pair)
    often = named.annotate(times=Count("pk")).order_by("-times", "actor__name")
    pairs = often.values_list(*pair)[:SUGGESTED]
    names = dict.fromkeys(name for pair in pairs for name in pair if name)
    return sorted(list(names)[:SUGGESTED])
