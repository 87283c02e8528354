"""The four roles and what each may do, in one table."""

from django.contrib.auth.models import Group, Permission

READ = ("view", "export")
CURATE = ("view", "export", "import", "add", "change")
ALL = ("view", "export", "import", "add", "change", "delete")

VIEWER, ANALYST, REVIEWER, ADMINISTRATOR = "Viewer", "Analyst", "Reviewer", "Administrator"

_STATEMENTS = ("article", "claim", "recommendation", "addressee", "actor", "source", "followup")
_PARTS = (
    "alias", "attributionlink", "author", "mention", "obstacle", "recommender", "relation",
    "section",
)  # fmt: skip
_JUDGEMENTS = ("assessment", "evidence", "note", "reliance", "sourcerating", "statuschange")


def _codes(verbs: tuple[str, ...], models: tuple[str, ...]) -> set[str]:
    return {f"{verb}_{model}" for verb in verbs for model in models}


_VIEWER = _codes(READ, _STATEMENTS) | _codes(("view",), (*_PARTS, *_JUDGEMENTS, "importrun"))
_ANALYST = (
    _VIEWER
    | _codes(CURATE, _STATEMENTS)
    | _codes(("add", "change", "delete"), ("alias", "attributionlink", "mention", "relation"))
    | _codes(("add",), _JUDGEMENTS)
) - {"add_recommendation", "add_claim"}
_REVIEWER = _codes(("review",), ("claim", "recommendation"))
_ADMINISTRATOR = (
    _ANALYST
    | _REVIEWER
    | _codes(ALL, _STATEMENTS)
    | _codes(("view", "add", "change", "delete"), ("user",))
    | _codes(("view",), ("group",))
) - {"add_recommendation", "add_claim"}

RIGHTS = {
    VIEWER: _VIEWER,
    ANALYST: _ANALYST,
    REVIEWER: _ANALYST | _REVIEWER,
    ADMINISTRATOR: _ADMINISTRATOR,
}


def update() -> None:
    """Make the four groups and give each just the permissions of the table."""
    known = {
        permission.codename: permission
        for permission in Permission.objects.filter(
            content_type__app_label__in=("claimtracker", "auth")
        )
    }
    for role, codes in RIGHTS.items():
        group, _ = Group.objects.get_or_create(name=role)
        wanted = {known[code] for code in codes if code in known}
        if wanted != set(group.permissions.all()):
            group.permissions.set(wanted)
