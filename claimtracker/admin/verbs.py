"""The curators' verbs as pages: GET asks with a form, POST does it, for one record or for many."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from unfold.decorators import action

from claimtracker.admin import show
from claimtracker.admin.forms import VerbForm
from claimtracker.admin.refusals import REFUSALS, plain

SHOWN = 10
"""How many of the chosen records a page repeats before it says "and 40 more"."""


@dataclass(frozen=True)
class Verb:
    """What to ask for, and what to call with the answers."""

    title: str
    form: type[VerbForm]
    run: Callable[..., str]


def more(*names: str) -> dict:
    """Return the menu of the less frequent verbs of a page."""
    return {"title": "More", "icon": "more_horiz", "items": list(names)}


def verb(title: str, *, form: type[VerbForm], permission: str = "change", icon: str | None = None):
    """Turn `run(self, subjects, *, by, **answers)` into a page and a bulk action of an admin.

    `run` calls an action of `claimtracker.actions` and returns what to tell the person.
    """

    def decorate(run: Callable[..., str]):
        def page(self, request, queryset: QuerySet | None = None, object_id: str | None = None):
            asked = Verb(title, form, functools.partial(run, self))
            if queryset is not None:
                return _ask(self, request, asked, queryset, bulk=True)
            subject = self.get_object(request, unquote(object_id))
            if subject is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return _ask(self, request, asked, [subject], bulk=False)

        page.__name__ = run.__name__
        return action(
            description=title,
            url_path=run.__name__.replace("_", "-"),
            permissions=[permission],
            icon=icon,
        )(page)

    return decorate


def _ask(
    model_admin, request: HttpRequest, asked: Verb, subjects: list[Model] | QuerySet, *, bulk: bool
) -> HttpResponse:
    # A bulk action arrives by POST before anything was asked; a page for one record does not.
    answered = request.method == "POST" and (not bulk or "_answered" in request.POST)
    form = asked.form(request.POST if answered else None, subject=None if bulk else subjects[0])
    if answered and form.is_valid():
        try:
            told = asked.run(subjects, by=request.user, **form.cleaned_data)
        except REFUSALS as error:
            form.add_error(None, plain(error))
        else:
            messages.success(request, told)
            return HttpResponseRedirect(_back(model_admin, request, subjects, bulk=bulk))
    return _page(model_admin, request, asked, form, subjects, bulk=bulk)


def _page(model_admin, request, asked, form, subjects, *, bulk: bool) -> TemplateResponse:
    shown = list(subjects[:SHOWN])
    count = subjects.count() if bulk else len(shown)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": asked.title,
        "opts": model_admin.opts,
        "media": model_admin.media + form.media,
        "form": form,
        "subjects": [model_admin.described(subject) for subject in shown],
        "more": count - len(shown),
        "next": _back(model_admin, request, subjects, bulk=bulk),
        "bulk": bulk and {
            "action": request.POST.get("action"),
            "select_across": request.POST.get("select_across"),
            "selected": request.POST.getlist(helpers.ACTION_CHECKBOX_NAME),
            "name": helpers.ACTION_CHECKBOX_NAME,
        },
    }  # fmt: skip
    return TemplateResponse(request, "admin/claimtracker/verb.html", context)


def _back(model_admin, request: HttpRequest, subjects, *, bulk: bool) -> str:
    """Where the person came from, if that is a page of ours; else the record's own page."""
    if bulk:
        return request.get_full_path()
    came_from = request.POST.get("next") or request.META.get("HTTP_REFERER", "")
    safe = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if safe and request.path not in came_from:
        return came_from
    return show.page(subjects[0])
