"""Choose, preview, confirm. Between the last two the files wait in the database."""

from dataclasses import asdict, dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from claimtracker import ingest
from claimtracker.models import Article, ImportRun, Upload
from claimtracker.upload.forms import UploadForm

VIA = "upload page"


@dataclass(frozen=True)
class Preview:
    """A waiting file: what would be proposed, or why it is refused."""

    upload: Upload
    proposal: ingest.Proposal | None = None
    refusal: str = ""
    known: Article | None = None


def importer_only(view):
    """Let in whoever may import articles."""

    @never_cache
    @login_required
    def checked(request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm("claimtracker.import_article"):
            raise PermissionDenied("Importing articles needs the right import_article.")
        return view(request)

    return checked


@require_http_methods(["GET", "POST"])
@importer_only
def choose(request: HttpRequest) -> HttpResponse:
    """Take files or a pasted text; they wait until confirmed."""
    posted = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if posted else UploadForm()
    if posted and form.is_valid():
        Upload.objects.stale(timezone.now()).delete()
        Upload.objects.bulk_create(
            Upload(by=request.user, name=name[-300:], data=data, given=asdict(form.particulars()))
            for name, data in form.brought()
        )
        return redirect("upload:preview")
    waiting = Upload.objects.of(request.user).count()
    return render(
        request,
        "upload/choose.html",
        {"form": form, "waiting": waiting},
        status=400 if form.errors else 200,
    )


@require_http_methods(["GET"])
@importer_only
def preview(request: HttpRequest) -> HttpResponse:
    """Show what each waiting file would propose; nothing is stored yet."""
    previews = [_preview(upload) for upload in Upload.objects.of(request.user)]
    ready = sum(1 for each in previews if each.proposal and not each.known)
    return render(request, "upload/preview.html", {"previews": previews, "ready": ready})


@require_POST
@importer_only
def confirm(request: HttpRequest) -> HttpResponse:
    """Import the waiting files that were shown, one transaction each. Twice imports once."""
    shown = [key for key in request.POST.getlist("upload") if key.isascii() and key.isdigit()]
    runs = []
    for upload in Upload.objects.of(request.user).filter(pk__in=shown):
        try:
            runs.append(_import(upload))
        except DatabaseError as error:
            reason = str(error).partition("\n")[0]
            messages.error(request, f"{upload.name}: the database refused it: {reason}")
    return render(request, "upload/done.html", {"runs": runs})


@require_POST
@importer_only
def discard(request: HttpRequest) -> HttpResponse:
    """Drop the user's waiting files."""
    Upload.objects.of(request.user).delete()
    return redirect("upload:choose")


def _preview(upload: Upload) -> Preview:
    try:
        proposal = ingest.propose(bytes(upload.data), upload.name, _given(upload))
    except ingest.Refused as error:
        return Preview(upload, refusal=str(error))
    return Preview(upload, proposal, known=Article.objects.filter(sha256=proposal.sha256).first())


def _import(upload: Upload) -> ImportRun:
    run = ingest.import_bytes(
        bytes(upload.data), upload.name, given=_given(upload), via=VIA, by=upload.by
    )
    upload.delete()
    return run


def _given(upload: Upload) -> ingest.Particulars:
    return ingest.Particulars(**upload.given)
