"""What the curators' verbs ask for. What each answer must be is the actions' business."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.utils import timezone
from unfold.widgets import (
    INPUT_CLASSES,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldAdminURLInputWidget,
    UnfoldBooleanWidget,
)

from claimtracker import actions
from claimtracker.admin.show import WITHOUT_TEXT
from claimtracker.models import (
    Actor,
    ClaimKind,
    Credibility,
    Evidence,
    FollowUp,
    Likelihood,
    Relation,
    RelationKind,
    Reliability,
    Stance,
    Status,
)
from claimtracker.models.followups import Repeat
from claimtracker.models.vocabulary import STATUS_MOVES, Position


def text(rows: int = 4, **kwargs) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(widget=UnfoldAdminTextareaWidget({"rows": rows}), **kwargs)


def choice(options: type[models.Choices], **kwargs) -> forms.ChoiceField:
    """Return a field for one of the options, or for none where it is not required."""
    empty = [("", "Select value")]
    return forms.TypedChoiceField(
        choices=[*empty, *options.choices], widget=UnfoldAdminSelectWidget(), **kwargs
    )


def day(**kwargs) -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    attrs = {"type": "date", "class": " ".join(INPUT_CLASSES)}
    return forms.DateField(widget=forms.DateInput(attrs, format="%Y-%m-%d"), **kwargs)


def found(model: type[models.Model], field: str, **kwargs) -> forms.ModelChoiceField:
    """Return a field that finds the record that a model's foreign key points at."""
    foreign_key = model._meta.get_field(field)
    return forms.ModelChoiceField(
        foreign_key.related_model._default_manager.all(),
        widget=AutocompleteSelect(foreign_key, admin.site),
        **kwargs,
    )


class VerbForm(forms.Form):
    """Asks nothing; `subject` is the record that the verb is about, or None for many."""

    def __init__(self, *args, subject: models.Model | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject


class OptionalReason(VerbForm):
    """A reason, if one is worth telling."""

    reason = text(required=False, help_text="Kept on record. Not needed for the plain case.")


class Reason(VerbForm):
    """A reason, for whoever reads the record later."""

    reason = text(help_text="Kept on record, for whoever asks later why.")


class MoveStatus(VerbForm):
    """Where an addressee's status moves, since when and why."""

    to = choice(Status, label="New status")
    effective_on = day(
        label="Effective date", help_text="The day it came to be so, not the day of entry."
    )
    reason = text(
        help_text="What shows it. That nothing more was heard is no evidence of abandonment."
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        moves = STATUS_MOVES[Status(self.subject.status)]
        self.fields["to"].choices = [("", "Select value"), *((s.value, s.label) for s in moves)]
        self.fields["seen"].initial = self.subject.status
        self.fields["effective_on"].initial = timezone.localdate


class SetPosition(VerbForm):
    """What the addressee says of the recommendation."""

    position = choice(Position)
    reason = text(required=False, label="Where it says so")


class ScheduleFollowUp(VerbForm):
    """What to look at again, and when."""

    question = text(label="What to check")
    due_on = day(label="Due")
    assignee = found(FollowUp, "assignee", required=False)
    repeat_months = choice(Repeat, coerce=int, empty_value=None, required=False, label="Repeats")


class FinishFollowUp(VerbForm):
    """What came of a follow-up."""

    outcome = text(help_text="What you found. A repeating follow-up then makes its next one.")
    on = day(label="Done on")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class Relate(VerbForm):
    """What a claim does to another."""

    kind = choice(RelationKind, label="This claim")
    other = found(Relation, "other", label="The other claim", help_text="Type words of its quote.")
    note = text(2, required=False)


class AddEvidence(VerbForm):
    """An article or a link that bears on something."""

    stance = choice(Stance)
    article = found(Evidence, "article", required=False, help_text="One of ours ...")
    url = forms.URLField(
        label="Address",
        required=False,
        assume_scheme="https",
        widget=UnfoldAdminURLInputWidget(),
        help_text="... or a page elsewhere.",
    )
    note = text(3, required=False, help_text="What it shows, in your own words.")


class Assess(VerbForm):
    """Our own judgement of a claim."""

    credibility = choice(Credibility, coerce=int, empty_value=None, required=False)
    likelihood = choice(Likelihood, required=False, help_text="Predictions only (ICD 203).")
    untrackable = forms.BooleanField(
        required=False, widget=UnfoldBooleanWidget(), help_text="It cannot be found out."
    )
    rationale = text(help_text="Why: what it rests on, and what would change it.")
    evidence = forms.ModelMultipleChoiceField(
        Evidence.objects.none(),
        required=False,
        label="Evidence relied on",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.kind != ClaimKind.PREDICTION:
            del self.fields["likelihood"]
        found = self.subject.evidence.select_related("article").defer(*WITHOUT_TEXT)
        self.fields["evidence"].queryset = found
        if not self.subject.evidence.exists():
            del self.fields["evidence"]


class AddNote(VerbForm):
    """A remark."""

    text = text(label="Note", help_text="Dated and signed with your name.")


class RateSource(VerbForm):
    """How far a source is trusted, from a day on."""

    grade = choice(Reliability, label="Reliability")
    on = day(label="From")
    reason = text()

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate


class RenameActor(VerbForm):
    """Another name to file an actor by."""

    name = forms.CharField(
        max_length=300,
        widget=UnfoldAdminTextInputWidget(),
        help_text="The old name stays an alias, so that nothing loses its actor.",
    )


class MergeActor(VerbForm):
    """The actor that this one turned out to be, and why. Says what will move."""

    into = found(Actor, "part_of", label="is the same as", help_text="The actor that stays.")
    reason = text(help_text="Kept on record: why the two are one.")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        counts = actions.what_moves(self.subject)
        moved = ", ".join(f"{count} {words}" for words, count in counts.items())
        self.fields[
            "into"
        ].help_text = (
            f"The actor that stays. {self.subject} keeps no name; to the other move: {moved}."
        )
