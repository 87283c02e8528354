"""The curators' admin: a door. It shows, asks and calls `claimtracker.actions`; no rule lives here.

Loaded by Django's autodiscovery, after the models.
"""

from claimtracker.admin import (  # noqa: F401  (importing a module registers its models)
    actors,
    articles,
    claims,
    followups,
    people,
    recommendations,
    sources,
)
