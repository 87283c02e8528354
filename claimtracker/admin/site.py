"""The admin site: Unfold, with the policy that its pages need and nothing looser elsewhere."""

from functools import wraps

from csp.decorators import csp_update
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from unfold.sites import UnfoldAdminSite

# Unfold runs on Alpine, which evaluates expressions, and sets colours in the page itself.
UNFOLD_NEEDS = {"script-src": ["'unsafe-eval'"], "style-src": ["'unsafe-inline'"]}
for_unfold = csp_update(UNFOLD_NEEDS)

# What needs no right but that of signing in: one's own session and password.
OPEN_TO_STAFF = {"logout", "password_change", "password_change_done", "i18n_javascript"}


def demanding_some_right(view):
    """Refuse a view to somebody who has no right at all, even where it only shows a frame."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        user = request.user
        if not (user.is_superuser or user.get_all_permissions()):
            raise PermissionDenied("You have no rights here yet: ask an administrator for a role.")
        return view(request, *args, **kwargs)

    return guarded


class Autocomplete(AutocompleteJsonView):
    """Suggestions for a field, to those who may see what is suggested."""

    def has_perm(self, request: HttpRequest, obj: object = None) -> bool:
        """Colleagues can be named as assignees without the right to manage users."""
        if self._suggests_colleagues():
            return request.user.has_perm("claimtracker.change_followup")
        return super().has_perm(request, obj)

    def get_queryset(self):
        """Only those who can sign in are worth suggesting."""
        found = super().get_queryset()
        if self._suggests_colleagues():
            return found.filter(is_active=True, is_staff=True)
        return found

    def _suggests_colleagues(self) -> bool:
        return self.model_admin.model is get_user_model()


class ClaimtrackerSite(UnfoldAdminSite):
    """Unfold's site. Somebody without any right is told so at the door, not shown an empty hall."""

    def admin_view(self, view, cacheable: bool = False):
        """Let the scripts and styles of Unfold's pages run, and of no other page."""
        guarded = view if view.__name__ in OPEN_TO_STAFF else demanding_some_right(view)
        return for_unfold(super().admin_view(guarded, cacheable))

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Serve the login page under Unfold's policy; it does not pass through admin_view."""
        return for_unfold(super().login)(request, extra_context)

    def search(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Search the names of pages. Unfold reads the page number without checking it."""
        try:
            return super().search(request, extra_context)
        except (ValueError, InvalidPage) as error:
            raise Http404("There is no such page of results.") from error

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Suggest records for a field."""
        return Autocomplete.as_view(admin_site=self)(request)
