"""Addresses of the upload pages."""

from django.urls import path

from claimtracker.upload import views

app_name = "upload"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("preview/", views.preview, name="preview"),
    path("confirm/", views.confirm, name="confirm"),
    path("discard/", views.discard, name="discard"),
]
