"""Two people at one record: the second is told, and loses nothing of what they typed."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from claimtracker.admin import record


class VersionedForm(forms.ModelForm):
    """Refuses to save over a version that the person has not seen.

    Each field brings along what it held when the page was made. So after a conflict the fields
    that this person left alone take the stored values, and only their own edits stand out.
    """

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "version" in self.fields:
            for name, field in self.fields.items():
                field.show_hidden_initial = name != "version"

    def clean(self) -> dict:
        """Compare versions with the row locked, so that of two at once one has to wait."""
        cleaned = super().clean()
        if self.instance.pk and "version" in self.fields:
            rows = type(self.instance)._base_manager.select_for_update(of=("self",))
            stored = rows.filter(pk=self.instance.pk).first()
            if stored is None:
                raise ValidationError("Somebody deleted this while you were editing it.")
            if stored.version != self.cleaned_data.get("version"):
                self._rebase(stored)
        return cleaned

    def _rebase(self, stored: models.Model) -> None:
        """Put the person's edits on top of the stored row, for them to look at and save again."""
        mine = set(self.changed_data) - {"version"}
        both = []
        data = self.data.copy()
        for name, field in self.fields.items():
            value = field.prepare_value(self._stored_value(stored, name))
            shown = "" if value is None else str(value)
            if name in mine and shown != data.get(self.add_initial_prefix(name), ""):
                both.append(f"{field.label}, stored now: “{shown}”")
            if name not in mine:
                data[self.add_prefix(name)] = shown
                if isinstance(field, forms.BooleanField) and not value:
                    del data[self.add_prefix(name)]
            if name != "version":
                data[self.add_initial_prefix(name)] = shown
        self.data = data
        who = record.last_editor(stored) or "Somebody"
        conflict = f"{who} changed this while you were editing it, so nothing was saved yet."
        advice = (
            f"You both changed: {'; '.join(both)}. Save again to put yours in its place."
            if both
            else "You changed other fields; save again to add your changes to theirs."
        )
        self.add_error(None, f"{conflict} {advice}")

    @staticmethod
    def _stored_value(stored: models.Model, name: str) -> object:
        return stored._meta.get_field(name).value_from_object(stored)
