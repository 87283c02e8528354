"""A filled admin, and people signed in to it."""

import pytest
from django.test import Client

from tests.admin import world


@pytest.fixture
def boss(db, django_user_model):
    """Somebody with every right there is."""
    return django_user_model.objects.create_superuser("boss")


@pytest.fixture
def rows(boss):
    """One row of every kind."""
    return world.fill(boss)


@pytest.fixture
def browse():
    """A client signed in as somebody: `browse(analyst).get(...)`."""

    def sign_in(person):
        client = Client()
        client.force_login(person)
        return client

    return sign_in
