"""Sources: who publishes, and how far each is trusted."""

from django.contrib import admin

from claimtracker import actions
from claimtracker.admin import forms, show
from claimtracker.admin.articles import counted
from claimtracker.admin.base import ExportingAdmin
from claimtracker.admin.resources import SourceResource
from claimtracker.admin.verbs import verb
from claimtracker.models import Actor, Alias, Article, Source, SourceRating, name_key


@admin.register(Source)
class SourceAdmin(ExportingAdmin):
    """Sources. A grade is never changed: a newer one follows it, with its reason."""

    resource_classes = [SourceResource]
    search_fields = ("actor__name",)
    search_help_text = "Any name that it goes by"
    autocomplete_fields = ("actor",)
    list_display = ("name", "homepage", "grade", "articles_count")
    actions_row = ["rate"]
    actions_detail = ["rate", "note"]
    fields = ("actor", "homepage", "rated", "noted")
    readonly_fields = ("rated", "noted")
    history_of = ((SourceRating, "source"),)

    def get_queryset(self, request):
        """Look up the newest grades, and count the articles."""
        found = super().get_queryset(request).select_related("actor").with_reliability()
        return found.annotate(count=counted(Article, "source"))

    def get_search_results(self, request, queryset, search_term):
        """Find by any name of the actor."""
        if not (key := name_key(search_term)):
            return queryset, False
        named = Actor.objects.filter(pk__in=Alias.objects.filter(key__contains=key).values("actor"))
        return queryset.filter(actor__in=named), False

    def get_fields(self, request, obj=None):
        """Leave out what a new source has none of."""
        return self.fields if obj else ("actor", "homepage")

    @admin.display(description="name", ordering="actor__name")
    def name(self, source: Source) -> str:
        """The actor's name."""
        return source.actor.name

    @admin.display(description="reliability", ordering="reliability")
    def grade(self, source: Source):
        """The newest grade."""
        labels = dict(SourceRating._meta.get_field("grade").choices)
        return show.chip(labels[source.reliability]) if source.reliability else "not rated"

    @admin.display(description="articles", ordering="count")
    def articles_count(self, source: Source):
        """How many articles, leading to them."""
        return show.count(Article, source.count, source=source.pk)

    @admin.display(description="ratings")
    def rated(self, source: Source):
        """All grades, newest first: the first one counts."""
        return show.items(
            show.signed(
                rating, rating.get_grade_display(), f"from {show.day(rating.on)}: {rating.reason}"
            )
            for rating in source.ratings.select_related("by")
        )

    @admin.display(description="notes")
    def noted(self, source: Source):
        """Remarks."""
        return show.notes(source)

    @verb("Rate", form=forms.RateSource, permission="claimtracker.add_sourcerating", icon="grade")
    def rate(self, sources, *, by, **answers):
        """Grade how far it is trusted."""
        return f"Rated: {actions.rate_source(sources[0], by=by, **answers)}."

    @verb("Add a note", form=forms.AddNote, permission="claimtracker.add_note",
          icon="sticky_note_2")  # fmt: skip
    def note(self, sources, *, by, text):
        """Remark on it."""
        actions.add_note(text=text, by=by, source=sources[0])
        return "Noted."
