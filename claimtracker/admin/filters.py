"""Filters of the lists. Records are found by typing: no list of all of them is ever loaded."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db import models
from django.utils import timezone
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter, RadioFilter
from unfold.contrib.filters.forms import AutocompleteDropdownForm

from claimtracker.models import (
    Actor,
    Addressee,
    Article,
    AttributionLink,
    Claim,
    Mention,
    Recommendation,
)

LARGEST_KEY = models.BigIntegerField.MAX_BIGINT


class Found(admin.SimpleListFilter):
    """Narrows a list to one record, found as one types.

    The condition is a subquery on keys: a join to many rows would need DISTINCT over every column.
    """

    template = "unfold/filters/filters_field.html"
    form_class = AutocompleteDropdownForm
    foreign_key: models.ForeignKey
    """Any field that points at the kind of record that is looked for."""

    def lookups(self, request, model_admin) -> list:
        """Load nothing beforehand."""
        self.request, self.model_admin = request, model_admin
        return []

    def has_output(self) -> bool:
        """Show it all the same."""
        return True

    def key(self) -> int | None:
        """Return the record's key; an address that names none is wrong, not "all"."""
        value = self.value()
        if not value:
            return None
        if not (value.isascii() and value.isdigit() and int(value[:20]) <= LARGEST_KEY):
            raise IncorrectLookupParameters(f"{self.parameter_name}: no key")
        return int(value[:20])

    def queryset(self, request, queryset):
        """Narrow the list."""
        key = self.key()
        return queryset if key is None else self.narrow(queryset, key)

    def narrow(self, queryset: models.QuerySet, key: int) -> models.QuerySet:
        """Return the rows that have to do with the record."""
        return queryset.filter(**{self.parameter_name: key})

    def choices(self, changelist):
        """Give the template its form."""
        yield {
            "form": self.form_class(
                request=self.request,
                name=self.parameter_name,
                label=f" By {self.title} ",
                choices=(),
                field=self.foreign_key,
                model_admin=self.model_admin,
                data={self.parameter_name: self.key()},
            )
        }


class SectionKind(ChoicesDropdownFilter):
    """What part of the article it stands in."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.title = "part of the article"


class ByArticle(Found):
    """Of one article."""

    title, parameter_name = "article", "article"
    foreign_key = Claim._meta.get_field("article")


class ByRecommendationArticle(ByArticle):
    """Of one article, for addressees."""

    def narrow(self, queryset, key):
        """Go by the recommendation's article."""
        return queryset.filter(recommendation__article=key)


class BySpeaker(Found):
    """Said by an actor, or by one that is part of it, at any depth of the chain."""

    title, parameter_name = "who says it (and parts of it)", "said_by"
    foreign_key = AttributionLink._meta.get_field("actor")

    def narrow(self, queryset, key):
        """Include the parts."""
        return queryset.said_by(Actor.objects.within(key))


class ByMention(Found):
    """About an actor, or about one that is part of it."""

    title, parameter_name = "whom it is about (and parts of it)", "about"
    foreign_key = Mention._meta.get_field("actor")

    def narrow(self, queryset, key):
        """Include the parts."""
        return queryset.mentioning(Actor.objects.within(key))


class ByAddressedActor(Found):
    """Addressed to an actor, or to one that is part of it."""

    title, parameter_name = "addressee (and parts of it)", "actor"
    foreign_key = Addressee._meta.get_field("actor")

    def narrow(self, queryset, key):
        """Include the parts."""
        addressees = Addressee.objects.addressed_to(key)
        if queryset.model is Recommendation:
            return queryset.filter(pk__in=addressees.values("recommendation"))
        return queryset.filter(pk__in=addressees.values("pk"))


class BySource(Found):
    """From one source."""

    title, parameter_name = "source", "source"
    foreign_key = Article._meta.get_field("source")


class ByParent(Found):
    """Part of an actor, at any depth."""

    title, parameter_name = "being part of", "within"
    foreign_key = Actor._meta.get_field("part_of")

    def narrow(self, queryset, key):
        """Include the actor itself."""
        return queryset.within(key)


class Withdrawn(RadioFilter):
    """What a later import found no more. Left out, unless somebody asks for it."""

    title, parameter_name = "what a later import withdrew", "withdrawn"
    all_option = ("", "Without these")

    def lookups(self, request, model_admin):
        """Offer to look at them."""
        return [("only", "Only these"), ("all", "These too")]

    def queryset(self, request, queryset):
        """Narrow the list, without being asked to."""
        if self.value() == "only":
            return queryset.filter(withdrawn_by__isnull=False)
        return queryset if self.value() == "all" else queryset.standing()


class Standing(RadioFilter):
    """Whether the recommendation stands: reports are about those that do."""

    title, parameter_name = "standing: not rejected, not withdrawn", "standing"

    def lookups(self, request, model_admin):
        """Offer what reports are about."""
        return [("yes", "Only these")]

    def queryset(self, request, queryset):
        """Narrow the list."""
        return queryset.standing() if self.value() == "yes" else queryset


class Rule(DropdownFilter):
    """Proposed by one rule of the extraction, or added by a person."""

    title, parameter_name = "rule that proposed it", "rule"
    PERSON = "-"

    def lookups(self, request, model_admin):
        """A few dozen at most: the rules are written by hand."""
        rules = model_admin.model.objects.order_by("rule").values_list("rule", flat=True).distinct()
        return [(rule or self.PERSON, rule or "added by a person") for rule in rules]

    def has_output(self) -> bool:
        """Show it on an empty list too."""
        return True

    def queryset(self, request, queryset):
        """Narrow the list."""
        if not (value := self.value()):
            return queryset
        return queryset.filter(rule="" if value == self.PERSON else value)


class Assigned(RadioFilter):
    """Whose work it is."""

    title, parameter_name = "assignee", "assigned"

    def lookups(self, request, model_admin):
        """Ask about me, not about each of my colleagues."""
        return [("me", "Me"), ("nobody", "Nobody yet")]

    def queryset(self, request, queryset):
        """Narrow the list."""
        if self.value() == "me":
            return queryset.filter(assignee=request.user)
        if self.value() == "nobody":
            return queryset.filter(assignee__isnull=True)
        return queryset


class Due(RadioFilter):
    """When it is due, by the team's calendar."""

    title, parameter_name = "due", "due"

    def lookups(self, request, model_admin):
        """Say what a week's planning needs."""
        return [
            ("open", "Open"),
            ("overdue", "Overdue"),
            ("week", "Due within 7 days"),
            ("done", "Done"),
        ]

    def queryset(self, request, queryset):
        """Narrow the list."""
        today = timezone.localdate()
        narrowed = {
            "open": queryset.open,
            "overdue": lambda: queryset.overdue(today),
            "week": lambda: queryset.due(today, within_days=7),
            "done": queryset.done,
        }.get(self.value())
        return narrowed() if narrowed else queryset
