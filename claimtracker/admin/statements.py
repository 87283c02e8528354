"""What the admin pages of claims and recommendations share."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claimtracker import actions
from claimtracker.admin import forms, show
from claimtracker.admin.base import ExportingAdmin
from claimtracker.admin.verbs import verb
from claimtracker.models import Curation

DECISIONS = ("accept", "reject", "reopen")


def told(count: int, done: str) -> str:
    """Say how many changed; none is no fault, a second click does it."""
    if not count:
        return f"Nothing to do: {done} already."
    return f"{count} {done}." if count > 1 else f"{done.capitalize()}."


class StatementAdmin(ExportingAdmin):
    """Quotes, decided on by people. They come by import only, and their anchors stay."""

    search_fields = ("exact", "summary")
    search_help_text = 'Words of the quote or summary; "exact phrase", or, -without'
    ordering = ("-pk",)
    actions = [*DECISIONS, "export_selected"]
    actions_row = ["reject", "reopen"]
    actions_detail = [*DECISIONS, "note"]
    change_form_outer_before_template = "admin/claimtracker/decide.html"
    autocomplete_fields = ("assignee",)
    list_display_links = ("short",)
    READONLY = ("passage", "place", "curation_state", "proposed_by")

    # --- Rights ---

    def has_add_permission(self, request, obj=None) -> bool:
        """Statements are proposed by imports."""
        return False

    # --- Lists ---

    def get_queryset(self, request: HttpRequest):
        """Fetch what a row shows, the article's text never."""
        return super().get_queryset(request).with_article()

    def get_search_results(self, request, queryset, search_term):
        """Search the full-text index."""
        words = search_term.strip()
        return (queryset.matching(words) if words else queryset), False

    def get_list_display(self, request: HttpRequest):
        """Offer decisions to those who may decide."""
        columns = super().get_list_display(request)
        return (*columns, "decide") if self.has_change_permission(request) else columns

    def described(self, row) -> str:
        """The quote, at some length."""
        return f"“{row.exact[:400]}{'…' if len(row.exact) > 400 else ''}”"  # noqa: PLR2004

    @admin.display(description="quote", ordering="exact")
    def short(self, statement) -> SafeString:
        """The quote, short."""
        return show.quote(statement)

    @admin.display(description="curation", ordering="curation")
    def curation_chip(self, statement) -> SafeString:
        """What people decided."""
        return show.choice_chip(statement, "curation")

    @admin.display(description="article", ordering="article__title")
    def in_article(self, statement) -> SafeString:
        """Where it stands."""
        return show.link(statement.article)

    @admin.display(description="decide")
    def decide(self, statement) -> SafeString | str:
        """One click accepts; rejecting asks for the reason."""
        if statement.curation != Curation.PROPOSED:
            return ""
        return format_html(
            '<span class="ct-decide"><button type="submit" class="ct-button" formaction="{}" '
            'aria-label="Accept: {}">Accept</button> '
            '<a class="ct-button" href="{}">Reject</a></span>',
            self._address("accept", statement),
            statement.short_quote,
            self._address("reject", statement),
        )

    # --- One statement ---

    def get_actions_detail(self, request, object_id):
        """Leave the decisions to the bar above the form, which offers those that fit."""
        shown = super().get_actions_detail(request, object_id)
        decisions = {f"{self.opts.app_label}_{self.opts.model_name}_{name}" for name in DECISIONS}
        return [action for action in shown if action.action_name not in decisions]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Tell the bar above the form where its buttons lead."""
        decisions = {
            name: reverse(self._url_name(name), args=[object_id])
            for name in DECISIONS
            if self.has_change_permission(request)
        }
        context = {"decisions": decisions, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    @admin.display(description="in the text")
    def passage(self, statement) -> SafeString:
        """The quote in its surrounding text."""
        return show.passage(statement, self.spans(statement))

    @admin.display(description="place")
    def place(self, statement) -> SafeString:
        """Article, section and offsets."""
        return format_html(
            "{} · {} · characters {} to {}",
            show.link(statement.article),
            statement.section or "no section",
            statement.start,
            statement.end,
        )

    @admin.display(description="curation")
    def curation_state(self, statement) -> SafeString:
        """The decision: whose, when and why."""
        parts = [show.choice_chip(statement, "curation")]
        if statement.decided_by:
            parts.append(f"by {statement.decided_by} on {statement.decided_at:%-d %B %Y}")
        if statement.curation_reason:
            parts.append(f"“{statement.curation_reason}”")
        return show.inline(parts)

    @admin.display(description="proposed by")
    def proposed_by(self, statement) -> str:
        """The rule that found it, and how sure it is."""
        if not statement.rule:
            return "a person"
        sure = "" if statement.score is None else f", score {statement.score:.2f}"
        return f"rule {statement.rule}{sure}"

    def spans(self, statement) -> list[show.Span]:
        """Words to mark within the quote."""
        return []

    # --- Verbs ---

    @verb("Accept", form=forms.OptionalReason, icon="check")
    def accept(self, statements, *, by, reason):
        """Agree that the article says this."""
        return told(actions.accept(statements, by=by, reason=reason), "accepted")

    @verb("Reject", form=forms.Reason, icon="close")
    def reject(self, statements, *, by, reason):
        """Say that the article does not say this."""
        return told(actions.reject(statements, by=by, reason=reason), "rejected")

    @verb("Reopen", form=forms.Reason, icon="undo")
    def reopen(self, statements, *, by, reason):
        """Take the decision back."""
        return told(actions.reopen(statements, by=by, reason=reason), "proposed again")

    @verb("Add a note", form=forms.AddNote, permission="claimtracker.add_note",
          icon="sticky_note_2")  # fmt: skip
    def note(self, statements, *, by, text):
        """Remark on it."""
        actions.add_note(text=text, by=by, **{self.opts.model_name: statements[0]})
        return "Noted."

    def _url_name(self, name: str) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _address(self, name: str, statement) -> str:
        return reverse(self._url_name(name), args=[statement.pk])
