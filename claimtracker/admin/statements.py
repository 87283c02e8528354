"""What the admin pages of claims and recommendations share."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claimtracker import actions
from claimtracker.admin import forms, show
from claimtracker.admin.base import ExportingAdmin
from claimtracker.admin.verbs import more, verb
from claimtracker.models import Curation

DECISIONS = ("accept", "reject", "reopen")
REVIEW = ("approve", "send_back", "resubmit")


def told(count: int, done: str) -> str:
    """Say how many changed; none is no fault, a second click does it."""
    if not count:
        return f"Nothing to do: {done} already."
    return f"{count} {done}." if count > 1 else f"{done.capitalize()}."


class StatementAdmin(ExportingAdmin):
    """Quotes, decided on by people. They come by import only, and their anchors stay."""

    search_fields = ("exact", "summary")
    search_help_text = 'Words of the quote or summary; "exact phrase", or, -without'
    ordering = ("-article_id", "start", "pk")  # the newest article first, in the order of its text
    actions = [*DECISIONS, *REVIEW, "export_selected"]
    actions_row = ["reject", "reopen"]
    actions_detail = [*DECISIONS, more(*REVIEW, "note")]
    change_form_outer_before_template = "admin/claimtracker/decide.html"
    autocomplete_fields = ("assignee",)
    list_display_links = ("short",)
    READONLY = ("passage", "place", "curation_state", "proposed_by")

    # --- Rights ---

    def has_add_permission(self, request, obj=None) -> bool:
        """Statements are proposed by imports."""
        return False

    def has_review_permission(self, request, obj=None) -> bool:
        """Approving is a right of its own."""
        return request.user.has_perm(f"claimtracker.review_{self.opts.model_name}")

    # --- Saving ---

    def save_model(self, request, obj, form, change) -> None:
        """Edit by the action: it notes who did, so that no later import takes the edit back."""
        edits = {name: form.cleaned_data[name] for name in form.changed_data if name != "version"}
        if edits:
            actions.edit(obj, by=request.user, **edits)

    def save_related(self, request, form, formsets, change) -> None:
        """Who changes only the actors has edited the statement too."""
        super().save_related(request, form, formsets, change)
        edited = set(form.changed_data) - {"version"}
        if not edited and any(formset.has_changed() for formset in formsets):
            actions.edit(form.instance, by=request.user)

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
        """What people decided, and what a later import made of it."""
        return show.inline(self._chips(statement))

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
            '<a class="ct-button" href="{}" aria-label="Reject: {}">Reject</a></span>',
            self._address("accept", statement),
            statement.short_quote,
            self._address("reject", statement),
            statement.short_quote,
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
            '{} · {} · characters {} to {} · <a class="ct-link" href="{}">read it there</a>',
            show.link(statement.article),
            statement.section or "no section",
            statement.start,
            statement.end,
            show.in_text(statement),
        )

    @admin.display(description="curation")
    def curation_state(self, statement) -> SafeString:
        """The decision: whose, when and why."""
        parts = self._chips(statement)
        if statement.decided_by:
            parts.append(f"by {statement.decided_by} on {show.day(statement.decided_at)}")
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

    @verb("Approve", form=forms.OptionalReason, permission="review", icon="verified")
    def approve(self, statements, *, by, reason):
        """Agree with what another accepted."""
        return told(actions.approve(statements, by=by, reason=reason), "approved")

    @verb("Send back", form=forms.Reason, permission="review", icon="reply")
    def send_back(self, statements, *, by, reason):
        """Return it to who accepted it."""
        return told(actions.send_back(statements, by=by, reason=reason), "sent back")

    @verb("Bring to review again", form=forms.OptionalReason, icon="forward")
    def resubmit(self, statements, *, by, reason):
        """Bring what was returned to review again."""
        return told(actions.resubmit(statements, by=by, reason=reason), "up for review again")

    @staticmethod
    def _chips(statement) -> list[SafeString]:
        chips = [show.choice_chip(statement, "curation")]
        if statement.review:
            chips.append(show.choice_chip(statement, "review"))
        if statement.withdrawn_by_id:
            chips.append(show.chip("Withdrawn", "bad"))
        return chips

    def _url_name(self, name: str) -> str:
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"

    def _address(self, name: str, statement) -> str:
        return reverse(self._url_name(name), args=[statement.pk])
