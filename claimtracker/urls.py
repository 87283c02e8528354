"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from claimtracker.health import healthz
from claimtracker.reports.dashboard import Dashboard

urlpatterns = [
    path("", Dashboard.as_view(), name="dashboard"),
    path("admin/", admin.site.urls),
    path("articles/", include("claimtracker.readingroom.urls")),
    path("articles/new/", include("claimtracker.upload.urls")),
    path("import/", include("claimtracker.roundtrip.urls")),
    path("reports/", include("claimtracker.reports.urls")),
    path("healthz", healthz, name="healthz"),
]
