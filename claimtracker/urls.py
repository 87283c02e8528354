"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from claimtracker.health import healthz

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="admin:index"), name="dashboard"),
    path("admin/", admin.site.urls),
    path("articles/", include("claimtracker.readingroom.urls")),
    path("articles/new/", include("claimtracker.upload.urls")),
    path("import/", include("claimtracker.roundtrip.urls")),
    path("reports/", include("claimtracker.reports.urls")),
    path("healthz", healthz, name="healthz"),
]
