"""Who may come in to the reports, and how a refusal is told."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache


def told(request: HttpRequest, status: int, message: str) -> HttpResponse:
    """Answer with a page that says what is the matter."""
    return render(request, "fault.html", {"status": status, "message": message}, status=status)


@method_decorator(never_cache, name="dispatch")
class Reader(View):
    """Base of every door: only for those who are logged in and have its rights."""

    def permissions(self) -> list[str]:
        """Return what one needs here."""
        return []

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Send strangers to the login, and tell others which right they lack."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        for permission in self.permissions():
            if not request.user.has_perm(permission):
                return told(
                    request,
                    403,
                    f"You may not open this. It needs the right {permission}: "
                    "ask an administrator for it.",
                )
        return super().dispatch(request, *args, **kwargs)
