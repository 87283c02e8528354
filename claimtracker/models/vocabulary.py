"""The words of the field, as choices. Their sources stand beside them."""

from django.db import models


class ActorKind(models.TextChoices):
    """What sort of party an actor is."""

    STATE = "state", "State"
    GOVERNMENT_BODY = "government_body", "Government body"
    INTERNATIONAL = "international_organisation", "International organisation"
    ORGANISATION = "organisation", "Organisation"
    MEDIA = "media", "Media"
    PERSON = "person", "Person"
    GROUP = "group", "Group"


class SectionKind(models.TextChoices):
    """What part of an article a stretch of text is."""

    TITLE = "title", "Title"
    LEDE = "lede", "Lede"
    HEADING = "heading", "Heading"
    QUESTION = "question", "Question"
    ANSWER = "answer", "Answer"
    BODY = "body", "Body"
    LIST = "list", "List"
    BYLINE = "byline", "Byline"
    AUTHOR_BIO = "author_bio", "About the author"
    DISCLAIMER = "disclaimer", "Disclaimer"
    COPYRIGHT = "copyright", "Copyright"
    NAVIGATION = "navigation", "Navigation"
    FRONT_MATTER = "front_matter", "Front matter"


class Curation(models.TextChoices):
    """Whether a person agrees that the article says this (not whether it is true)."""

    PROPOSED = "proposed", "Proposed"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"


class Review(models.TextChoices):
    """How far a second pair of eyes has got; never the eyes of who decided or edited it last."""

    NONE = "", "Not for review"
    READY = "ready", "Ready for review"
    RETURNED = "returned", "Returned"
    APPROVED = "approved", "Approved"


class ClaimKind(models.TextChoices):
    """What a claim does."""

    FACTUAL = "factual", "Factual"
    ASSESSMENT = "assessment", "Assessment"
    PREDICTION = "prediction", "Prediction"
    INTENTION = "intention", "Intention"
    DENIAL = "denial", "Denial"


class Certainty(models.TextChoices):
    """How sure the quoted author is (FactBank's CT, PR and PS); never our own judgement."""

    CERTAIN = "certain", "Certain"
    PROBABLE = "probable", "Probable"
    POSSIBLE = "possible", "Possible"


class HolderType(models.TextChoices):
    """What sort of voice a link of an attribution chain is."""

    AUTHOR = "author", "Author"
    SPEAKER = "speaker", "Speaker"
    PERSON = "person", "Person"
    PERSONS = "persons", "Persons"
    STATE = "state", "State"
    INSTITUTION = "institution", "Institution"
    ORGANIZATION = "organization", "Organization"
    MEDIA = "media", "Media"
    DOCUMENT = "document", "Document"


class RelationKind(models.TextChoices):
    """What one claim does to another (CiTO, with `denies` and `repeats` added)."""

    DENIES = "denies", "Denies"
    DISPUTES = "disputes", "Disputes"
    SUPPORTS = "supports", "Supports"
    REPEATS = "repeats", "Repeats"
    QUALIFIES = "qualifies", "Qualifies"
    CORRECTS = "corrects", "Corrects"
    UPDATES = "updates", "Updates"


class Stance(models.TextChoices):
    """How evidence bears on what it is about (CiTO)."""

    SUPPORTS = "supports", "Supports"
    CONFIRMS = "confirms", "Confirms"
    DISPUTES = "disputes", "Disputes"
    REFUTES = "refutes", "Refutes"
    QUALIFIES = "qualifies", "Qualifies"
    CORRECTS = "corrects", "Corrects"
    UPDATES = "updates", "Updates"


class Strength(models.TextChoices):
    """How strongly something is recommended, weakest first."""

    COULD = "could", "Could"
    CONSIDER = "consider", "Consider"
    SHOULD = "should", "Should"
    MUST = "must", "Must"


class AddresseeRole(models.TextChoices):
    """Whether an actor is asked to act, or to help the one who is."""

    ADDRESSED = "addressed", "Addressed"
    PARTNER = "partner", "Partner"


class Position(models.TextChoices):
    """What an addressee says of a recommendation (US GAO: concurred or not)."""

    NOT_STATED = "not_stated", "Not stated"
    AGREED = "agreed", "Agreed"
    NOT_AGREED = "not_agreed", "Not agreed"


class Status(models.TextChoices):
    """What became of a recommendation, addressee by addressee (US GAO)."""

    OPEN = "open", "Open"
    PARTIALLY_ADDRESSED = "partially_addressed", "Open - Partially Addressed"
    IMPLEMENTED = "implemented", "Closed - Implemented"
    NOT_IMPLEMENTED = "not_implemented", "Closed - Not Implemented"


OPEN_STATUSES = (Status.OPEN, Status.PARTIALLY_ADDRESSED)

# The one transition table: forms, actions, imports and the database's trigger all read it.
# A closed recommendation is reopened before it can be closed otherwise.
STATUS_MOVES = {
    Status.OPEN: (Status.PARTIALLY_ADDRESSED, Status.IMPLEMENTED, Status.NOT_IMPLEMENTED),
    Status.PARTIALLY_ADDRESSED: (Status.OPEN, Status.IMPLEMENTED, Status.NOT_IMPLEMENTED),
    Status.IMPLEMENTED: (Status.OPEN, Status.PARTIALLY_ADDRESSED),
    Status.NOT_IMPLEMENTED: (Status.OPEN, Status.PARTIALLY_ADDRESSED),
}


class Reliability(models.TextChoices):
    """How far a source is trusted (Admiralty code, first character)."""

    A = "A", "A - Completely reliable"
    B = "B", "B - Usually reliable"
    C = "C", "C - Fairly reliable"
    D = "D", "D - Not usually reliable"
    E = "E", "E - Unreliable"
    F = "F", "F - Reliability cannot be judged"


class Credibility(models.IntegerChoices):
    """How credible a claim's content is (Admiralty code, second character)."""

    CONFIRMED = 1, "1 - Confirmed by other sources"
    PROBABLY = 2, "2 - Probably true"
    POSSIBLY = 3, "3 - Possibly true"
    DOUBTFUL = 4, "4 - Doubtful"
    IMPROBABLE = 5, "5 - Improbable"
    CANNOT_BE_JUDGED = 6, "6 - Truth cannot be judged"


class Likelihood(models.TextChoices):
    """How likely a forecast is (ICD 203, per cent)."""

    ALMOST_NO_CHANCE = "almost_no_chance", "Almost no chance (1-5 %)"
    VERY_UNLIKELY = "very_unlikely", "Very unlikely (5-20 %)"
    UNLIKELY = "unlikely", "Unlikely (20-45 %)"
    EVEN = "roughly_even_chance", "Roughly even chance (45-55 %)"
    LIKELY = "likely", "Likely (55-80 %)"
    VERY_LIKELY = "very_likely", "Very likely (80-95 %)"
    ALMOST_CERTAIN = "almost_certain", "Almost certain (95-99 %)"
