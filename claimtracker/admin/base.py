"""The rules that every admin page of ours shares."""

from concurrency.fields import AutoIncVersionField
from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.checks import ModelAdminChecks
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from import_export.admin import ExportMixin
from unfold import admin as unfold
from unfold.contrib.import_export.forms import ExportForm
from unfold.widgets import UnfoldAdminTextareaWidget

from claimtracker.admin import record
from claimtracker.admin.refusals import REFUSALS, plain
from claimtracker.admin.versions import VersionedForm
from claimtracker.reports.formats import SafeCSV


class TabularInline(unfold.TabularInline):
    """Rows of a table that say who they are themselves: no line above each repeats it."""


# Unfold's word for it up to 0.91, the last for Python 3.11, and since.
if hasattr(unfold.TabularInline, "show_title"):
    TabularInline.show_title = False
else:
    TabularInline.hide_title = True


class OfferedFilters:
    """A list is narrowed by the filters that it offers, and by nothing else that is asked."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Refuse other lookups: a regular expression, say, is a query of the asker's own."""
        offered = [
            getattr(item, "parameter_name", None) or (item if isinstance(item, str) else item[0])
            for item in self.get_list_filter(request)
        ]
        suffixes = (
            "",
            "__exact",
            "__isnull",
            "_from",
            "_to",
            "_from_0",
            "_from_1",
            "_to_0",
            "_to_1",
        )
        return any(lookup == f"{name}{suffix}" for name in offered for suffix in suffixes)


class ModelAdmin(OfferedFilters, unfold.ModelAdmin):
    """Short lists, forms that no second editor overwrites, refusals told, the record as history."""

    checks_class = ModelAdminChecks  # Unfold's asks the database, which may not be there yet
    form = VersionedForm
    formfield_overrides = {
        AutoIncVersionField: {"widget": forms.HiddenInput},
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": UnfoldAdminTextareaWidget({"rows": 3})},
    }
    change_form_before_template = "admin/claimtracker/version.html"
    list_per_page = 25
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # counting every choice takes longer than the list itself
    list_filter_submit = True
    list_fullwidth = True
    warn_unsaved_form = True
    history_of: tuple[tuple[type[models.Model], str], ...] = ()
    """Parts whose record belongs to this one's: their model, and their foreign key to it."""

    def get_form(self, request: HttpRequest, obj=None, change: bool = False, **kwargs):
        """Carry the version that the person saw in every form that changes a row."""
        if change and "fields" in kwargs and self.has_change_permission(request, obj):
            kwargs["fields"] = [*kwargs["fields"], "version"]
        return super().get_form(request, obj, change, **kwargs)

    def described(self, row: models.Model) -> str:
        """Say which record it is, on the page of a verb."""
        return str(row)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Tell what the database or an action refuses."""
        if object_id is not None and not unquote(object_id).isdecimal():
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return self._told(
            request, lambda: super(ModelAdmin, self).changeform_view(
                request, object_id, form_url, extra_context
            )
        )  # fmt: skip

    def delete_view(self, request, object_id, extra_context=None):
        """Tell what the database refuses."""
        return self._told(
            request, lambda: super(ModelAdmin, self).delete_view(request, object_id, extra_context)
        )

    def response_action(self, request, queryset):
        """Run a bulk action. Django filters by whatever was posted as a key, numbers or not."""
        chosen = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
        if not all(key.isascii() and key.isdigit() for key in chosen):
            messages.error(request, "One of the chosen rows is none of this list.")
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset)

    def get_actions(self, request):
        """Offer no bulk deletion: what goes, goes one at a time, seen and confirmed."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def history_view(self, request, object_id, extra_context=None) -> HttpResponse:
        """Show the record: what the database kept of each change, by whom and why."""
        subject = self.get_object(request, unquote(object_id))
        if subject is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, subject):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"Record: {subject}",
            "opts": self.opts,
            "original": subject,
            "changes": record.changes(subject, self.history_of),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/claimtracker/record.html", context)

    # The record is kept by the database; a second log beside it would only be able to differ.

    def log_addition(self, request, obj, message):
        """Leave it to the record."""

    def log_change(self, request, obj, message):
        """Leave it to the record."""

    def log_deletions(self, request, queryset):
        """Leave it to the record."""

    def _told(self, request: HttpRequest, view) -> HttpResponse:
        try:
            return view()
        except REFUSALS as error:
            messages.error(request, plain(error))
            return HttpResponseRedirect(request.get_full_path())


class ExportingAdmin(ExportMixin, ModelAdmin):
    """Adds export, as CSV that spreadsheets cannot run, of the list as it is filtered."""

    export_form_class = ExportForm
    formats = [SafeCSV]
    actions = ["export_selected"]

    @admin.action(description="Export the selected", permissions=["export"])
    def export_selected(self, request, queryset):
        """Export just these rows."""
        return self._do_file_export(SafeCSV(), request, queryset)

    def export_action(self, request):
        """Ask for the format, then export; a filter that cannot be is told like in the list."""
        try:
            return super().export_action(request)
        except admin.views.main.IncorrectLookupParameters:
            messages.error(request, "The address asks for a filter that cannot be.")
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")


class ReadOnlyAdmin(ModelAdmin):
    """Pages that nobody writes on."""

    def has_add_permission(self, request, obj=None) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Nobody deletes."""
        return False
