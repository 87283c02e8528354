"""Saved filters: keep a report's query string by name, share it with the team, take it away.

A link to a saved filter is an ordinary link to the page, which refuses what it no longer knows;
an old filter never shows a wider list.
"""

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from claimtracker.models import SavedFilter
from claimtracker.reports.report import Report
from claimtracker.reports.told import Reader, told

LONGEST = 4000


class SaveForm(forms.Form):
    """What to save, under which name, for whom."""

    name = forms.CharField(max_length=100, label="Name")
    query = forms.CharField(max_length=LONGEST, required=False, widget=forms.HiddenInput)
    shared = forms.BooleanField(required=False, label="Share with the team")


def may_share(user, report: Report) -> bool:
    """Whether the user may put a filter before the whole team: who curates what it shows."""
    return user.has_perm(f"claimtracker.change_{report.model}")


def kept(user, report: Report, query: QueryDict) -> list[dict]:
    """Return the filters that the user sees on the page, each with its address; one query."""
    asked = query.copy()
    asked.pop("page", None)
    rows = SavedFilter.objects.seen_by(user).filter(report=report.name).select_related("owner")
    page = reverse(f"reports:{report.name}")
    return [
        {
            "row": row,
            "url": f"{page}?{row.query}",
            "own": row.owner_id == user.pk,
            "chosen": row.query == asked.urlencode(),
        }
        for row in rows
    ]


class Save(Reader):
    """Keep the filters of a page by name; a name of one's own that is taken is replaced."""

    http_method_names = ["post"]
    report: Report = None

    def permissions(self) -> list[str]:
        """Who may read the report may keep filters of it."""
        return [self.report.view_permission]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep what the page can show; the reason is told where it is not kept."""
        form = SaveForm(request.POST)
        if not form.is_valid():
            return told(request, 400, _faults(form))
        given = form.cleaned_data
        selection = self.report.select(QueryDict(given["query"]))
        if selection.problems:
            return told(request, 400, " ".join(["Not saved.", *selection.problems]))
        if given["shared"] and not may_share(request.user, self.report):
            return told(
                request,
                403,
                "You may keep filters for yourself. To share one with the team needs the right "
                f"claimtracker.change_{self.report.model}: ask an administrator for it.",
            )
        query = selection.query.urlencode()
        try:
            with transaction.atomic():
                SavedFilter.objects.update_or_create(
                    owner=request.user,
                    report=self.report.name,
                    name=given["name"],
                    defaults={"query": query, "shared": given["shared"]},
                )
        except IntegrityError:  # the same name twice at once: whoever is second is told
            return told(request, 409, "This name was saved a moment ago. Go back and try again.")
        return HttpResponseRedirect(f"{reverse(f'reports:{self.report.name}')}?{query}")


class Forget(Reader):
    """Take a saved filter of one's own away."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete it; another's is as if it were not there."""
        row = SavedFilter.objects.filter(owner=request.user, pk=pk).first()
        if row is None:
            return told(request, 404, "You have no such saved filter. Only its owner deletes one.")
        page = reverse(f"reports:{row.report}")
        row.delete()
        return HttpResponseRedirect(page)


def _faults(form: forms.Form) -> str:
    faults = [
        f"{form.fields[name].label or name}: {message}"
        for name, messages in form.errors.items()
        for message in messages
    ]
    return " ".join(["Not saved.", *faults])
