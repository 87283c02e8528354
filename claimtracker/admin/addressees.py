"""Addressees: who is asked to do what, and what became of it."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from claimtracker import actions
from claimtracker.admin import filters, forms, show
from claimtracker.admin.base import ExportingAdmin
from claimtracker.admin.resources import AddresseeResource
from claimtracker.admin.statements import told
from claimtracker.admin.verbs import more, verb
from claimtracker.models import Addressee, Recommendation, StatusChange
from claimtracker.models.vocabulary import AddresseeRole


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
        return show.inline((self.status_chip(addressee), f"since {show.day(day)}" if day else ""))

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
                f"from {show.day(change.effective_on)}: {change.reason}",
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
        return f"Follow-up planned for {show.day(planned.due_on)}."

    @verb("Add a note", form=forms.AddNote, permission="claimtracker.add_note",
          icon="sticky_note_2")  # fmt: skip
    def note(self, addressees, *, by, text):
        """Remark on it."""
        actions.add_note(text=text, by=by, addressee=addressees[0])
        return "Noted."
