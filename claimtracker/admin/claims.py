"""Claims: what articles say is so, who says it through whom, and what we make of it."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from claimtracker import actions
from claimtracker.admin import filters, forms, show
from claimtracker.admin.base import TabularInline
from claimtracker.admin.resources import ClaimResource
from claimtracker.admin.statements import DECISIONS, REVIEW, StatementAdmin
from claimtracker.admin.verbs import more, verb
from claimtracker.models import AttributionLink, Claim, Mention, Relation
from claimtracker.models.vocabulary import Certainty


class VoiceInline(TabularInline):
    """The chain's voices. Only who each is can be changed; the words are the article's."""

    model = AttributionLink
    verbose_name_plural = "who says it, outermost first"
    fields = ("holder", "type", "actor", "printed", "role", "cue")
    readonly_fields = ("holder", "type", "printed", "role", "cue")
    autocomplete_fields = ("actor",)
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        """The article has the voices that it has."""
        return False


class MentionInline(TabularInline):
    """Whom the claim is about."""

    model = Mention
    verbose_name = "actor"
    verbose_name_plural = "actors it is about"
    autocomplete_fields = ("actor",)
    extra = 0


@admin.register(Claim)
class ClaimAdmin(StatementAdmin):
    """Claims."""

    resource_classes = [ClaimResource]
    inlines = (VoiceInline, MentionInline)
    list_display = ("short", "says", "kind_chip", "curation_chip", "in_article", "assignee")
    list_filter = (
        filters.ByArticle,
        filters.BySpeaker,
        filters.ByMention,
        ("curation", ChoicesDropdownFilter),
        ("review", ChoicesDropdownFilter),
        ("kind", ChoicesDropdownFilter),
        ("certainty", ChoicesDropdownFilter),
        ("section__kind", filters.SectionKind),
        filters.Rule,
        filters.Withdrawn,
        filters.Assigned,
    )
    actions_row = ["reject", "reopen", "relate", "assess", "follow_up"]
    actions_detail = [
        *DECISIONS, "relate", "follow_up", more("add_evidence", "assess", "note", *REVIEW),
    ]  # fmt: skip
    readonly_fields = (
        *StatementAdmin.READONLY, "says", "hedged", "dated", "relating", "judged", "evidenced",
        "followed_up", "noted",
    )  # fmt: skip
    fieldsets = (
        ("Quote", {"fields": ("passage", "place", "says", "hedged", "dated")}),
        ("Our reading", {"fields": ("summary", "kind", "certainty", "negated", "assignee")}),
        ("Curation", {"fields": ("curation_state", "proposed_by")}),
        ("Around it", {"fields": ("relating", "evidenced", "judged", "followed_up", "noted")}),
    )
    history_of = ((AttributionLink, "claim"), (Mention, "claim"), (Relation, "claim"))

    def get_queryset(self, request):
        """Fetch the chains too."""
        return super().get_queryset(request).with_chain()

    @admin.display(description="who says it")
    def says(self, claim: Claim) -> SafeString:
        """The chain, in words."""
        return format_html('<span dir="auto">{}</span>', show.chain(claim))

    @admin.display(description="kind", ordering="kind")
    def kind_chip(self, claim: Claim) -> SafeString:
        """What it does, and how surely its author says it."""
        sure = claim.get_certainty_display().lower() if claim.certainty != Certainty.CERTAIN else ""
        negated = "negated" if claim.negated else ""
        return show.inline((show.chip(claim.get_kind_display()), sure, negated))

    def spans(self, claim: Claim) -> list[show.Span]:
        """Mark the cues of the chain and the hedges."""
        cues = [
            (voice.cue_start, voice.cue_end, "ct-cue")
            for voice in claim.attribution.all()
            if voice.cue_start is not None
        ]
        return cues + [(hedge["start"], hedge["end"], "ct-hedge") for hedge in claim.hedges]

    @admin.display(description="hedges")
    def hedged(self, claim: Claim) -> SafeString | str:
        """The words that make it less sure, or more."""
        return ", ".join(f"“{hedge['exact']}”" for hedge in claim.hedges) or "-"

    @admin.display(description="dates meant")
    def dated(self, claim: Claim) -> SafeString | str:
        """The dates in it, as printed and as we read them."""
        return ", ".join(f"{date['text']} ({date['value']})" for date in claim.dates) or "-"

    @admin.display(description="relations")
    def relating(self, claim: Claim) -> SafeString | str:
        """What it does to other claims, and they to it."""
        out = claim.relations.select_related("other").defer("other__search")
        into = claim.related_by.select_related("claim").defer("claim__search")
        return show.items(
            [show.relation(r.get_kind_display(), r.other, r.note) for r in out]
            + [show.relation(f"{r.get_kind_display()} this:", r.claim, r.note) for r in into]
        )

    @admin.display(description="evidence")
    def evidenced(self, claim: Claim) -> SafeString | str:
        """What speaks for and against it."""
        return show.evidence(claim)

    @admin.display(description="assessments")
    def judged(self, claim: Claim) -> SafeString | str:
        """Our judgements, newest first: the first one counts."""
        return show.items(
            show.signed(assessment, str(assessment), assessment.rationale)
            for assessment in claim.assessments.select_related("by")
        )

    @admin.display(description="follow-ups")
    def followed_up(self, claim: Claim) -> SafeString | str:
        """What is to be looked at again."""
        return show.follow_ups(claim)

    @admin.display(description="notes")
    def noted(self, claim: Claim) -> SafeString | str:
        """Remarks."""
        return show.notes(claim)

    @verb(
        "Relate to a claim", form=forms.Relate, permission="claimtracker.add_relation", icon="link"
    )
    def relate(self, claims, *, by, kind, other, note):
        """Say what it does to another."""
        return f"On record: {actions.relate(claims[0], kind=kind, other=other, by=by, note=note)}"

    @verb("Add evidence", form=forms.AddEvidence, permission="claimtracker.add_evidence",
          icon="fact_check")  # fmt: skip
    def add_evidence(self, claims, *, by, **answers):
        """Add what speaks for or against it."""
        actions.add_evidence(by=by, claim=claims[0], **answers)
        return "Evidence added."

    @verb("Assess", form=forms.Assess, permission="claimtracker.add_assessment", icon="balance")
    def assess(self, claims, *, by, **answers):
        """Judge it."""
        return f"Assessed: {actions.assess(claims[0], by=by, **answers)}"

    @verb("Follow up", form=forms.ScheduleFollowUp, permission="claimtracker.add_followup",
          icon="event_upcoming")  # fmt: skip
    def follow_up(self, claims, *, by, **answers):
        """Plan to look at it again."""
        planned = actions.schedule_follow_up(by=by, claim=claims[0], **answers)
        return f"Follow-up planned for {show.day(planned.due_on)}."
