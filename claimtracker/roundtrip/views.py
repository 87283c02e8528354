"""Choose a file, see every changed field, confirm. In between the file waits in the database."""

import functools
from collections.abc import Callable

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claimtracker.models import Upload
from claimtracker.models.uploads import Purpose
from claimtracker.roundtrip import apply, table
from claimtracker.roundtrip.compare import Comparison
from claimtracker.roundtrip.kinds import KINDS

MAX_BYTES = 20 * 1024 * 1024
MAX_CHANGED = 500
"""Rows that a page changes at a time: each goes through the verbs, some hundredths of a second."""
MAX_ROWS = 5_000
"""What a page compares while somebody waits; the command takes any number."""
SHOWN = 200
"""Rows of each kind that a page lists; the counts are of all."""


class ChooseForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Edited export",
        help_text="CSV or XLSX of claims, recommendations or actors, as downloaded from here.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )

    def clean_file(self):
        """Refuse what nobody would wait for."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                f"{file.size:,} bytes are more than the {MAX_BYTES:,} that a page takes; "
                "use the command import_changes."
            )
        return file


def importer_only(view: Callable) -> Callable:
    """Let in whoever may import one of the exports; the comparison asks for the one it is."""

    @never_cache
    @login_required
    @functools.wraps(view)
    def checked(request: HttpRequest, **kwargs) -> HttpResponse:
        rights = [f"claimtracker.import_{kind.parts[0].noun}" for kind in KINDS]
        if not any(map(request.user.has_perm, rights)):
            message = f"You may not import. It needs one of the rights {', '.join(rights)}."
            return _fault(request, 403, message)
        return view(request, **kwargs)

    return checked


@require_http_methods(["GET", "POST"])
@importer_only
def choose(request: HttpRequest) -> HttpResponse:
    """Take a file; it waits until confirmed."""
    posted = request.method == "POST"
    form = ChooseForm(request.POST, request.FILES) if posted else ChooseForm()
    if posted and form.is_valid():
        file = form.cleaned_data["file"]
        Upload.objects.stale(timezone.now()).filter(purpose=Purpose.CHANGES).delete()
        upload = Upload.objects.create(
            by=request.user,
            purpose=Purpose.CHANGES,
            name=file.name[-300:],
            data=file.read(),
            given={},
        )
        return redirect("roundtrip:preview", key=upload.pk)
    context = {"form": form, "waiting": Upload.objects.of(request.user, Purpose.CHANGES)}
    return render(request, "roundtrip/choose.html", context, status=400 if form.errors else 200)


@require_safe
@importer_only
def preview(request: HttpRequest, *, key: int) -> HttpResponse:
    """Show every field that would change and all that stands against it; nothing is changed."""
    upload = Upload.objects.of(request.user, Purpose.CHANGES).filter(pk=key).first()
    if upload is None:
        return _gone(request)
    try:
        found = apply.preview(
            _table(upload), by=request.user, file=upload.name, at_most=MAX_CHANGED
        )
    except table.Unreadable as error:
        return render(
            request, "roundtrip/preview.html", {"upload": upload, "refusal": error}, status=400
        )
    return _previewed(request, upload, found)


@require_POST
@importer_only
def confirm(request: HttpRequest, *, key: int) -> HttpResponse:
    """Apply a waiting file, and drop it: a second confirmation finds nothing to apply."""
    only = request.POST.get("clean_rows_only") == "yes"
    try:
        with transaction.atomic():
            waiting = Upload.objects.of(request.user, Purpose.CHANGES).select_for_update()
            upload = waiting.filter(pk=key).first()
            if upload is None:
                return _gone(request)
            found = apply.apply(
                _table(upload), by=request.user, file=upload.name, clean_rows_only=only
            )
            upload.delete()
    except table.Unreadable as error:
        return _fault(request, 400, str(error))
    except apply.NotApplied as refusal:  # somebody came between preview and confirmation
        return _previewed(request, upload, refusal.comparison, status=409)
    return render(request, "roundtrip/done.html", {"upload": upload, **_context(found)})


@require_POST
@importer_only
def discard(request: HttpRequest, *, key: int) -> HttpResponse:
    """Drop a waiting file."""
    Upload.objects.of(request.user, Purpose.CHANGES).filter(pk=key).delete()
    return redirect("roundtrip:choose")


def _table(upload: Upload) -> table.Table:
    found = table.read(bytes(upload.data))
    if len(found.rows) > MAX_ROWS:
        raise table.Unreadable(
            f"It has {len(found.rows):,} rows, and a page compares {MAX_ROWS:,}: take out those "
            "that you did not edit, or use the command import_changes."
        )
    return found


def _previewed(
    request: HttpRequest, upload: Upload, found: Comparison, status: int = 200
) -> HttpResponse:
    context = {"upload": upload, **_context(found)}
    return render(request, "roundtrip/preview.html", context, status=status)


def _context(found: Comparison) -> dict[str, object]:
    """What the pages show: all counts, and the first rows of each kind."""
    changed, conflicts, problems = found.changed, found.conflicts, found.all_problems
    return {
        "found": found,
        "changed": len(changed),
        "fields": sum(len(row.changes) for row in changed),
        "conflicts": len(conflicts),
        "problems": len(problems),
        "shown_changed": changed[:SHOWN],
        "shown_conflicts": conflicts[:SHOWN],
        "shown_problems": problems[:SHOWN],
    }


def _gone(request: HttpRequest) -> HttpResponse:
    return _fault(request, 404, "This file was applied or discarded before. Nothing changed now.")


def _fault(request: HttpRequest, status: int, message: str) -> HttpResponse:
    return render(request, "fault.html", {"status": status, "message": message}, status=status)
