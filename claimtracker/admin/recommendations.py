"""Recommendations, and their addressees, in whom the status lives."""

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.forms import SimpleArrayField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import TabularInline
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.widgets import UnfoldAdminTextareaWidget

from claimtracker import actions
from claimtracker.admin import filters, forms, show
from claimtracker.admin.base import ExportingAdmin
from claimtracker.admin.resources import AddresseeResource, RecommendationResource
from claimtracker.admin.statements import StatementAdmin, told
from claimtracker.admin.verbs import more, verb
from claimtracker.admin.versions import VersionedForm
from claimtracker.models import Addressee, Recommendation, Recommender, StatusChange
from claimtracker.models.vocabulary import AddresseeRole


class AddresseeInline(TabularInline):
    """Who is asked. One can be added; each has its own page, where its status moves."""

    model = Addressee
    fields = ("actor", "role", "status_chip", "position", "priority")
    readonly_fields = ("status_chip", "position", "priority")
    autocomplete_fields = ("actor",)
    extra = 0
    show_change_link = True
    hide_title = True

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
        ("strength", ChoicesDropdownFilter),
        ("section__kind", ChoicesDropdownFilter),
        filters.Rule,
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


@admin.register(Addressee)
class AddresseeAdmin(ExportingAdmin):
    """Who is asked to do what, and what became of it."""

    resource_classes = [AddresseeResource]
    search_fields = ("recommendation__exact",)
    search_help_text = "Words of the recommendation"
    autocomplete_fields = ("actor",)
    list_display = (
        "who", "what", "strength", "standing", "position", "in_article",
    )  # fmt: skip
    list_display_links = ("who",)
    list_filter = (
        filters.ByAddressedActor,
        filters.ByRecommendationArticle,
        ("status", ChoicesDropdownFilter),
        filters.Standing,
        ("position", ChoicesDropdownFilter),
        ("role", ChoicesDropdownFilter),
        ("recommendation__strength", ChoicesDropdownFilter),
        ("recommendation__curation", ChoicesDropdownFilter),
        "priority",
    )
    actions = ["flag", "unflag", "set_position", "export_selected"]
    actions_row = ["move_status", "set_position"]
    actions_detail = [
        "move_status", "follow_up",
        more("set_position", "flag", "unflag", "add_evidence", "note"),
    ]  # fmt: skip
    readonly_fields = (
        "recommended", "status_chip", "status_since", "position", "priority", "moved",
        "evidenced", "followed_up", "noted",
    )  # fmt: skip
    fieldsets = (
        ("Asked", {"fields": ("recommended", "actor", "role")}),
        ("Status", {"fields": ("status_chip", "status_since", "position", "priority", "moved")}),
        ("Around it", {"fields": ("evidenced", "followed_up", "noted")}),
    )
    history_of = ((StatusChange, "addressee"),)

    def has_add_permission(self, request, obj=None) -> bool:
        """Addressees are added on their recommendation's page."""
        return False

    def get_queryset(self, request):
        """Fetch what a row shows."""
        return super().get_queryset(request).for_report()

    def get_search_results(self, request, queryset, search_term):
        """Search the recommendations' full-text index, and the actors' names."""
        if not (words := search_term.strip()):
            return queryset, False
        found = Recommendation.objects.matching(words).values("pk")
        return queryset.filter(recommendation__in=found), False

    def get_actions_detail(self, request, object_id):
        """Offer to flag or to unflag, not both."""
        flagged = Addressee.objects.filter(pk=object_id, priority=True).exists()
        unfit = "flag" if flagged else "unflag"
        shown = super().get_actions_detail(request, object_id)
        return [action for action in shown if not action.action_name.endswith(f"addressee_{unfit}")]

    def described(self, row: Addressee) -> str:
        """Who, and what is asked."""
        return f"{row}: “{row.recommendation.short_quote}”"

    @admin.display(description="addressee", ordering="actor__name")
    def who(self, addressee: Addressee) -> SafeString:
        """Who is asked, or helps."""
        partner = addressee.role == AddresseeRole.PARTNER
        chips = [show.chip("Partner")] if partner else []
        chips += [show.chip("Priority", "waiting")] if addressee.priority else []
        return show.inline((addressee, *chips))

    @admin.display(description="recommendation")
    def what(self, addressee: Addressee) -> SafeString:
        """What is asked."""
        return show.link(addressee.recommendation, show.quote(addressee.recommendation))

    @admin.display(description="strength", ordering="recommendation__strength")
    def strength(self, addressee: Addressee) -> SafeString:
        """How strongly."""
        return show.choice_chip(addressee.recommendation, "strength")

    @admin.display(description="status", ordering="status")
    def status_chip(self, addressee: Addressee) -> SafeString:
        """What became of it."""
        return show.choice_chip(addressee, "status")

    @admin.display(description="status", ordering="status")
    def standing(self, addressee: Addressee) -> SafeString:
        """What became of it, and since when."""
        day = addressee.status_since
        return show.inline((self.status_chip(addressee), f"since {day:%-d %b %Y}" if day else ""))

    @admin.display(description="article", ordering="recommendation__article__title")
    def in_article(self, addressee: Addressee) -> SafeString:
        """Where it stands."""
        return show.link(addressee.recommendation.article)

    @admin.display(description="recommendation")
    def recommended(self, addressee: Addressee) -> SafeString:
        """The recommendation in its text."""
        return format_html(
            "{}{}",
            show.passage(addressee.recommendation),
            show.link(addressee.recommendation, "Open the recommendation"),
        )

    @admin.display(description="moves")
    def moved(self, addressee: Addressee) -> SafeString | str:
        """How its status moved, newest first."""
        return show.items(
            show.signed(
                change,
                f"{change.get_from_status_display()} to {change.get_to_status_display()}",
                f"from {change.effective_on:%-d %B %Y}: {change.reason}",
            )
            for change in addressee.status_changes.select_related("by")
        )

    @admin.display(description="evidence")
    def evidenced(self, addressee: Addressee) -> SafeString | str:
        """What shows what it did."""
        return show.evidence(addressee)

    @admin.display(description="follow-ups")
    def followed_up(self, addressee: Addressee) -> SafeString | str:
        """What is to be looked at again."""
        return show.follow_ups(addressee)

    @admin.display(description="notes")
    def noted(self, addressee: Addressee) -> SafeString | str:
        """Remarks."""
        return show.notes(addressee)

    @verb("Move the status", form=forms.MoveStatus, icon="move_up")
    def move_status(self, addressees, *, by, seen, **answers):
        """Say what became of it."""
        addressee = addressees[0]
        addressee.status = seen or addressee.status  # what the person saw when deciding
        return f"Now: {actions.move_status(addressee, by=by, **answers)}."

    @verb("Set the position", form=forms.SetPosition, icon="how_to_vote")
    def set_position(self, addressees, *, by, **answers):
        """Note whether it agreed."""
        return told(actions.set_position(addressees, by=by, **answers), "position noted")

    @verb("Flag as priority", form=forms.OptionalReason, icon="flag")
    def flag(self, addressees, *, by, reason):
        """Flag it."""
        count = actions.set_priority(addressees, priority=True, by=by, reason=reason)
        return told(count, "flagged as priority")

    @verb("Take the priority flag off", form=forms.OptionalReason, icon="outlined_flag")
    def unflag(self, addressees, *, by, reason):
        """Take the flag off."""
        count = actions.set_priority(addressees, priority=False, by=by, reason=reason)
        return told(count, "no priority")

    @verb("Add evidence", form=forms.AddEvidence, permission="claimtracker.add_evidence",
          icon="fact_check")  # fmt: skip
    def add_evidence(self, addressees, *, by, **answers):
        """Add what shows what it did."""
        actions.add_evidence(by=by, addressee=addressees[0], **answers)
        return "Evidence added."

    @verb("Follow up", form=forms.ScheduleFollowUp, permission="claimtracker.add_followup",
          icon="event_upcoming")  # fmt: skip
    def follow_up(self, addressees, *, by, **answers):
        """Plan to look at it again."""
        planned = actions.schedule_follow_up(by=by, addressee=addressees[0], **answers)
        return f"Follow-up planned for {planned.due_on:%-d %B %Y}."

    @verb("Add a note", form=forms.AddNote, permission="claimtracker.add_note",
          icon="sticky_note_2")  # fmt: skip
    def note(self, addressees, *, by, text):
        """Remark on it."""
        actions.add_note(text=text, by=by, addressee=addressees[0])
        return "Noted."
