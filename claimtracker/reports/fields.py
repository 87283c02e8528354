"""What a filter accepts. Each field says in plain words what it does not take, and what it does."""

from collections.abc import Iterable, Sequence

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet

from claimtracker.models import Actor, Alias, Article, Source, name_key

Choices = Sequence[tuple[str, str]]

_YES, _NO = ("yes", "true", "1", "on"), ("no", "false", "0", "off")


def _one_of(values: Iterable[str]) -> dict[str, str]:
    """Return the words for a value that is not among those offered."""
    words = f"is not offered; choose from {', '.join(values)}."
    return {"invalid_choice": words.replace("%", "%%"), "required": words}


class OneOf(forms.ChoiceField):
    """One of a few values, or none."""

    def __init__(self, *, choices: Choices, **kwargs: object) -> None:
        kwargs.setdefault("error_messages", _one_of(value for value, _ in choices))
        super().__init__(choices=[("", "any"), *choices], **kwargs)


class AnyOf(forms.MultipleChoiceField):
    """Some of a few values: the parameter is given once for each."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: Choices, **kwargs: object) -> None:
        kwargs.setdefault("error_messages", _one_of(value for value, _ in choices))
        super().__init__(choices=choices, **kwargs)


class YesNo(OneOf):
    """Yes, no, or either. Cleans to True, False or None."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(choices=[("yes", "yes"), ("no", "no")], **kwargs)

    def clean(self, value: str) -> bool | None:
        """Take the usual spellings too (true, 1); refuse what is neither yes nor no."""
        word = (value or "").strip().lower()
        if word in _YES or word in _NO:
            return word in _YES
        super().clean(value)
        return None


class Day(forms.DateField):
    """A day, as ISO 8601 writes it."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: object) -> None:
        words = {"invalid": "is not a date; write it as 2022-11-30."}
        super().__init__(input_formats=["%Y-%m-%d"], error_messages=words, **kwargs)


class Words(forms.CharField):
    """Words to search for, or a name."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})


class Known(Words):
    """A record called by a word that is its own; cleans to the record."""

    noun: str
    by = "id"

    def found(self, name: str) -> QuerySet:
        """Return the records that go by the word; at most one."""
        raise NotImplementedError

    def clean(self, value: str) -> object | None:
        """Return the record, or None where nothing was given; ValidationError when unknown."""
        name = super().clean(value)
        if not name:
            return None
        record = self.record(name)
        if record is None:
            raise forms.ValidationError(f"no {self.noun} goes by this {self.by}.{self.hint(name)}")
        return record

    def record(self, name: str) -> object | None:
        """Return the one record, if there is any."""
        return self.found(name).first()

    def hint(self, name: str) -> str:
        """Return what may have been meant, as a sentence with a space before it."""
        return ""


class ArticleField(Known):
    """An article by its id."""

    noun = "article"

    def found(self, name: str) -> QuerySet:
        """Return the article, without its text."""
        number = int(name) if name.isascii() and name.isdecimal() else 0
        return Article.objects.filter(pk=number)


class UserField(Known):
    """Somebody of the team by the login name."""

    noun = "user"
    by = "login name"

    def found(self, name: str) -> QuerySet:
        """Return whoever logs in by the name."""
        return User.objects.filter(username=name)


class Named(Known):
    """A record called by its id or by a name; cleans to the record."""

    by = "name, alias or id"

    def record(self, name: str) -> object | None:
        """Prefer a name to an id: a name may be a number."""
        found = super().record(name)
        if found is None and name.isascii() and name.isdecimal():
            found = self.queryset().filter(pk=int(name)).first()
        return found

    def hint(self, name: str) -> str:
        """Name up to five whose names hold the word."""
        key = name_key(name)
        known = Alias.objects.filter(actor__in=self.actors(), key__contains=key).order_by("key")
        names = list(known.values_list("text", flat=True)[:5]) if key else []
        return f" Did you mean {' or '.join(names)}?" if names else ""


class ActorField(Named):
    """An actor by its id, name or alias."""

    noun = "actor"

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["list"] = "actors"

    def queryset(self) -> QuerySet:
        """Every actor."""
        return Actor.objects.all()

    actors = queryset

    def found(self, name: str) -> QuerySet:
        """Return the actor that goes by the name or alias."""
        return Actor.objects.named(name)


class SourceField(Named):
    """A source by its id, or by a name of its actor."""

    noun = "source"

    def queryset(self) -> QuerySet:
        """Every source."""
        return Source.objects.select_related("actor")

    def actors(self) -> QuerySet:
        """Actors that publish."""
        return Actor.objects.filter(source__isnull=False)

    def found(self, name: str) -> QuerySet:
        """Return the source whose actor goes by the name or alias."""
        return self.queryset().filter(actor__in=Actor.objects.named(name))
