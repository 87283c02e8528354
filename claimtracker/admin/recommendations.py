"""Recommendations: what should be done, and whom they ask."""

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.widgets import UnfoldAdminTextareaWidget

from claimtracker.admin import filters, show
from claimtracker.admin.base import TabularInline
from claimtracker.admin.resources import RecommendationResource
from claimtracker.admin.statements import StatementAdmin
from claimtracker.admin.versions import VersionedForm
from claimtracker.models import Addressee, Recommendation, Recommender


class AddresseeInline(TabularInline):
    """Who is asked. One can be added; each has its own page, where its status moves."""

    model = Addressee
    fields = ("actor", "role", "status_chip", "position", "priority")
    readonly_fields = ("status_chip", "position", "priority")
    autocomplete_fields = ("actor",)
    extra = 0
    show_change_link = True

    def has_change_permission(self, request, obj=None) -> bool:
        """An addressee is changed on its own page, which minds two editors."""
        return False

    @admin.display(description="status")
    def status_chip(self, addressee: Addressee) -> SafeString:
        """What became of it."""
        return show.choice_chip(addressee, "status")


class Lines(SimpleArrayField):
    """A list of texts, one a line: a condition may well hold a comma."""

    def __init__(self, base_field, **kwargs) -> None:
        super().__init__(base_field, **{**kwargs, "delimiter": "\n"})

    def prepare_value(self, value):
        """Show each text on a line of its own."""
        if isinstance(value, list):
            return "\n".join(" ".join(str(text).split()) for text in value)
        return value

    def to_python(self, value):
        """Read the lines that say something."""
        if isinstance(value, str):
            value = "\n".join(line.strip() for line in value.splitlines() if line.strip())
        return super().to_python(value)


class RecommendationForm(VersionedForm):
    """Leaves conditions as the text has them, line breaks too, unless somebody edits them."""

    def clean_conditions(self) -> list[str]:
        """Keep what nobody touched."""
        touched = "conditions" in self.changed_data
        return self.cleaned_data["conditions"] if touched else self.instance.conditions


@admin.register(Recommendation)
class RecommendationAdmin(StatementAdmin):
    """Recommendations."""

    resource_classes = [RecommendationResource]
    form = RecommendationForm
    formfield_overrides = {
        **StatementAdmin.formfield_overrides,
        ArrayField: {"form_class": Lines, "widget": UnfoldAdminTextareaWidget({"rows": 3})},
    }
    inlines = (AddresseeInline,)
    search_fields = ("exact", "summary", "action")
    list_display = (
        "short", "asked", "strength_chip", "curation_chip", "in_article", "assignee",
    )  # fmt: skip
    list_filter = (
        filters.ByArticle,
        filters.ByAddressedActor,
        ("curation", ChoicesDropdownFilter),
        ("review", ChoicesDropdownFilter),
        ("strength", ChoicesDropdownFilter),
        ("section__kind", filters.SectionKind),
        filters.Rule,
        filters.Withdrawn,
        filters.Assigned,
    )
    readonly_fields = (*StatementAdmin.READONLY, "recommended_by", "held_up", "modality", "noted")
    fieldsets = (
        ("Quote", {"fields": ("passage", "place", "recommended_by", "modality", "held_up")}),
        (
            "Our reading",
            {"fields": ("summary", "action", "strength", "conditions", "purpose", "assignee")},
        ),
        ("Curation", {"fields": ("curation_state", "proposed_by")}),
        ("Around it", {"fields": ("noted",)}),
    )
    history_of = ((Addressee, "recommendation"), (Recommender, "recommendation"))

    def get_queryset(self, request):
        """Fetch the parties too."""
        return super().get_queryset(request).with_parties()

    @admin.display(description="addressed to")
    def asked(self, recommendation: Recommendation) -> SafeString | str:
        """Who is asked, and where each stands."""
        return show.items(
            format_html("{} {}", show.link(addressee), show.choice_chip(addressee, "status"))
            for addressee in recommendation.addressees.all()
        )

    @admin.display(description="strength", ordering="strength")
    def strength_chip(self, recommendation: Recommendation) -> SafeString:
        """How strongly."""
        return show.choice_chip(recommendation, "strength")

    @admin.display(description="recommended by")
    def recommended_by(self, recommendation: Recommendation) -> str:
        """Who recommends."""
        return ", ".join(actor.name for actor in recommendation.recommenders.all()) or "-"

    @admin.display(description="obstacles")
    def held_up(self, recommendation: Recommendation) -> SafeString | str:
        """What stands in its way, quoted."""
        return show.items(f"“{obstacle.exact}”" for obstacle in recommendation.obstacles.all())

    @admin.display(description="notes")
    def noted(self, recommendation: Recommendation) -> SafeString | str:
        """Remarks."""
        return show.notes(recommendation)

    def spans(self, recommendation: Recommendation) -> list[show.Span]:
        """Mark the obstacles."""
        return [(one.start, one.end, "ct-obstacle") for one in recommendation.obstacles.all()]
