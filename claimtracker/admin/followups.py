"""Follow-ups: what to look at again, when, and what came of it."""

from django.contrib import admin
from django.utils import timezone
from django.utils.safestring import SafeString

from claimtracker import actions
from claimtracker.admin import filters, forms, show
from claimtracker.admin.base import ExportingAdmin
from claimtracker.admin.resources import FollowUpResource
from claimtracker.admin.verbs import verb
from claimtracker.models import FollowUp


@admin.register(FollowUp)
class FollowUpAdmin(ExportingAdmin):
    """Follow-ups. One is planned from its claim or addressee, and done by the verb."""

    resource_classes = [FollowUpResource]
    search_fields = ("question", "outcome")
    autocomplete_fields = ("assignee", "claim", "addressee")
    ordering = ("due_on", "pk")
    list_display = ("what", "about", "assignee", "due", "repeat_months", "outcome_short")
    list_display_links = ("what",)
    list_filter = (filters.Due, filters.Assigned)
    actions_row = ["finish"]
    actions_detail = ["finish"]
    readonly_fields = ("about", "done")
    PLAN = ("question", "due_on", "assignee", "repeat_months")

    def get_queryset(self, request):
        """Fetch what each is about."""
        return super().get_queryset(request).with_subject()

    def get_fields(self, request, obj=None):
        """A new one is about something; what an old one is about stays so."""
        return ("about", *self.PLAN, "done") if obj else ("claim", "addressee", *self.PLAN)

    def get_readonly_fields(self, request, obj=None):
        """What is done is done."""
        finished = obj is not None and obj.done_on
        return (*self.readonly_fields, *self.PLAN) if finished else self.readonly_fields

    def get_actions_detail(self, request, object_id):
        """Only an open one can be done."""
        open_one = FollowUp.objects.open().filter(pk=object_id).exists()
        return super().get_actions_detail(request, object_id) if open_one else []

    def save_model(self, request, obj, form, change):
        """Plan a new one like everybody who plans one."""
        if change:
            super().save_model(request, obj, form, change)
            return
        planned = actions.schedule_follow_up(by=request.user, **form.cleaned_data)
        obj.pk, obj.version, obj._state.adding = planned.pk, planned.version, False

    @admin.display(description="what to check", ordering="question")
    def what(self, follow_up: FollowUp) -> str:
        """The question, short."""
        question = " ".join(follow_up.question.split())
        return question if len(question) <= 90 else f"{question[:89]}…"  # noqa: PLR2004

    @admin.display(description="about")
    def about(self, follow_up: FollowUp) -> SafeString | str:
        """The claim or the addressee."""
        if follow_up.claim:
            return show.link(follow_up.claim, show.quote(follow_up.claim))
        asked = follow_up.addressee
        return show.inline((show.link(asked), show.quote(asked.recommendation)))

    @admin.display(description="due", ordering="due_on")
    def due(self, follow_up: FollowUp) -> SafeString:
        """The day, and whether it has passed."""
        text = show.day(follow_up.due_on)
        if follow_up.done_on:
            return show.inline((show.chip("Done", "good"), show.day(follow_up.done_on)))
        if follow_up.due_on < timezone.localdate():
            return show.inline((show.chip("Overdue", "bad"), text))
        return show.inline((show.chip("Open", "waiting"), text))

    @admin.display(description="outcome")
    def outcome_short(self, follow_up: FollowUp) -> str:
        """What came of it, short."""
        return follow_up.outcome[:90]

    @admin.display(description="done")
    def done(self, follow_up: FollowUp) -> str:
        """What came of it, when and by whom."""
        if not follow_up.done_on:
            return "not yet"
        return f"{show.day(follow_up.done_on)}, {follow_up.done_by}: {follow_up.outcome}"

    @verb("Done", form=forms.FinishFollowUp, icon="task_alt")
    def finish(self, follow_ups, *, by, **answers):
        """Say what came of it."""
        following = actions.finish_follow_up(follow_ups[0], by=by, **answers)
        return f"Done. Next: {show.day(following.due_on)}." if following else "Done."
