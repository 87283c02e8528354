"""The addresses of the reading room, under /articles/."""

from django.urls import path, register_converter

from claimtracker.readingroom import decide, views
from claimtracker.readingroom.room import MODELS


class Kind:
    """A claim or a recommendation, by its word."""

    regex = "|".join(MODELS)

    def to_python(self, value: str) -> str:
        """Return the word."""
        return value

    to_url = to_python


register_converter(Kind, "statement_kind")

app_name = "readingroom"

_ONE = "<int:article_id>/<statement_kind:kind>/<int:pk>/"
urlpatterns = [
    path("<int:article_id>/", views.article, name="article"),
    path("<int:article_id>/state/", views.state, name="state"),
    path("<int:article_id>/undo/", decide.undo, name="undo"),
    path("<int:article_id>/many/", decide.bulk, name="bulk"),
    path("<int:article_id>/add/<statement_kind:kind>/", decide.add, name="add"),
    path("<int:article_id>/claim/<int:pk>/others/", views.search, name="others"),
    path(_ONE, views.statement, name="statement"),
    path(f"{_ONE}<slug:verb>/", decide.act, name="act"),
]
