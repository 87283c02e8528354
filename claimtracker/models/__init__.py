"""The nouns: facts, constraints and querysets. Nothing here imports what stands above it."""

from claimtracker.models.actors import Actor, Alias, name_key
from claimtracker.models.anchors import AnchorError
from claimtracker.models.articles import Article, Author, ImportRun, Section, Source, SourceRating
from claimtracker.models.claims import AttributionLink, Claim, Likeness, Mention, Relation
from claimtracker.models.followups import FollowUp
from claimtracker.models.judgements import Assessment, Evidence, Note
from claimtracker.models.recommendations import (
    Addressee,
    Obstacle,
    Recommendation,
    Recommender,
    StatusChange,
)
from claimtracker.models.savedfilters import SavedFilter
from claimtracker.models.uploads import Upload
from claimtracker.models.vocabulary import (
    ActorKind,
    ClaimKind,
    Credibility,
    Curation,
    Likelihood,
    RelationKind,
    Reliability,
    Review,
    Stance,
    Status,
    Strength,
)

__all__ = [
    "Actor",
    "ActorKind",
    "Addressee",
    "Alias",
    "AnchorError",
    "Article",
    "Assessment",
    "AttributionLink",
    "Author",
    "Claim",
    "ClaimKind",
    "Credibility",
    "Curation",
    "Evidence",
    "FollowUp",
    "ImportRun",
    "Likelihood",
    "Likeness",
    "Mention",
    "Note",
    "Obstacle",
    "Recommendation",
    "Recommender",
    "Relation",
    "RelationKind",
    "Reliability",
    "Review",
    "SavedFilter",
    "Section",
    "Source",
    "SourceRating",
    "Stance",
    "Status",
    "StatusChange",
    "Strength",
    "Upload",
    "name_key",
]
