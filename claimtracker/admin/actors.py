"""Actors and the names they go by."""

from django import forms as django_forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from claimtracker import actions
from claimtracker.admin import filters, forms, show
from claimtracker.admin.base import ExportingAdmin, TabularInline
from claimtracker.admin.resources import ActorResource
from claimtracker.admin.verbs import verb
from claimtracker.models import Actor, Alias, name_key


class AliasForm(django_forms.ModelForm):
    """A name. One that leads to another actor already is told on the spot."""

    def clean_text(self) -> str:
        """Look the name up as the database will."""
        text = self.cleaned_data["text"]
        taken = Actor.objects.named(text).exclude(pk=self.instance.actor_id).first()
        if taken:
            raise ValidationError(f"This is, or looks like, a name of {taken} already.")
        return text


class AliasInline(TabularInline):
    """Every name that leads to the actor."""

    model = Alias
    form = AliasForm
    verbose_name_plural = "names it goes by"
    fields = ("text",)
    extra = 0

    def has_change_permission(self, request, obj=None) -> bool:
        """A name is added or taken away; changing one would be both at once."""
        return False


@admin.register(Actor)
class ActorAdmin(ExportingAdmin):
    """Who says, is asked, and acts."""

    resource_classes = [ActorResource]
    inlines = (AliasInline,)
    search_fields = ("name",)
    search_help_text = "Any name that it goes by, or its beginning"
    autocomplete_fields = ("part_of",)
    list_select_related = ("part_of",)
    list_display = ("name", "kind_chip", "larger", "also")
    list_filter = (filters.ByParent, ("kind", ChoicesDropdownFilter))
    actions_detail = ["rename", "merge", "note"]
    fields = ("name", "kind", "part_of", "leads_to", "twins", "noted")
    readonly_fields = ("leads_to", "twins", "noted")
    history_of = ((Alias, "actor"),)

    def get_queryset(self, request):
        """Fetch the names too; leave out who turned out to be another."""
        return super().get_queryset(request).current().prefetch_related("aliases")

    def get_search_results(self, request, queryset, search_term):
        """Find by any name, spelt anyhow: the key of what is typed within the key of a name."""
        if not (key := name_key(search_term)):
            return queryset, False
        found = Alias.objects.filter(key__contains=key)
        return queryset.filter(pk__in=found.values("actor")), False

    def get_readonly_fields(self, request, obj=None):
        """Rename by the verb, which keeps the old name as an alias."""
        return (*self.readonly_fields, "name") if obj else self.readonly_fields

    def get_fields(self, request, obj=None):
        """Leave out what a new actor has none of."""
        return self.fields if obj else ("name", "kind", "part_of")

    def save_model(self, request, obj, form, change):
        """File a new actor under its name, like everybody who files one."""
        if change:
            super().save_model(request, obj, form, change)
            return
        answers = {name: form.cleaned_data[name] for name in ("name", "kind", "part_of")}
        filed = actions.file_actor(by=request.user, **answers)
        obj.pk, obj.version, obj._state.adding = filed.pk, filed.version, False

    def save_formset(self, request, form, formset, change):
        """Add names by the verb, which gives them their key."""
        for alias in formset.save(commit=False):
            actions.add_alias(form.instance, text=alias.text, by=request.user)
        for alias in formset.deleted_objects:
            if alias.key == name_key(form.instance.name):
                raise actions.Refused(f"{form.instance} is filed under “{alias}”: rename it first.")
            alias.delete()

    @admin.display(description="kind", ordering="kind")
    def kind_chip(self, actor: Actor):
        """What sort of party it is."""
        return show.choice_chip(actor, "kind")

    @admin.display(description="part of", ordering="part_of__name")
    def larger(self, actor: Actor):
        """The larger actor."""
        return show.link(actor.part_of)

    @admin.display(description="also known as")
    def also(self, actor: Actor) -> str:
        """Its other names."""
        names = [alias.text for alias in actor.aliases.all() if alias.text != actor.name]
        return ", ".join(names[:6]) + (" …" if len(names) > 6 else "")  # noqa: PLR2004

    @admin.display(description="leads to")
    def leads_to(self, actor: Actor):
        """Everything that has to do with it, its parts included."""
        return show.actor_rows(actor)

    @admin.display(description="possibly the same as")
    def twins(self, actor: Actor):
        """Actors with much the same name, so that one is merged with the other."""
        links = ((show.link(twin),) for twin in actions.like_named(actor))
        return format_html_join(", ", "{}", links) or "-"

    @admin.display(description="notes")
    def noted(self, actor: Actor):
        """Remarks."""
        return show.notes(actor)

    @verb("Rename", form=forms.RenameActor, icon="edit")
    def rename(self, actors, *, by, name):
        """File it under another name."""
        return f"Filed as {actions.rename_actor(actors[0], name=name, by=by)}."

    @verb("Merge into another", form=forms.MergeActor, icon="merge")
    def merge(self, actors, *, by, into, reason):
        """Say that it is another actor; everything of it moves there."""
        return f"Merged into {actions.merge_actors(actors[0], into=into, reason=reason, by=by)}."

    @verb("Add a note", form=forms.AddNote, permission="claimtracker.add_note",
          icon="sticky_note_2")  # fmt: skip
    def note(self, actors, *, by, text):
        """Remark on it."""
        actions.add_note(text=text, by=by, actor=actors[0])
        return "Noted."
