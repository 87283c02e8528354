"""Addresses of the pages that bring edited exports back."""

from django.urls import path

from claimtracker.roundtrip import views

app_name = "roundtrip"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("<int:key>/", views.preview, name="preview"),
    path("<int:key>/apply/", views.confirm, name="apply"),
    path("<int:key>/discard/", views.discard, name="discard"),
]
