"""Every page of the admin: importing a module registers its models.

`claimtracker.apps` imports this once the site stands. The package itself cannot: Django imports
it to make the site, and what registered meanwhile would be lost with a half-made one.
"""

from claimtracker.admin import (  # noqa: F401
    actors,
    addressees,
    articles,
    claims,
    followups,
    people,
    recommendations,
    sources,
)
