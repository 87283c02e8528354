"""A small cast of people that every test knows, and the seed article."""

import pytest


def pytest_unconfigure():
    """Leave no server and no file behind."""
    from tests.settings import CLUSTER

    if CLUSTER:
        CLUSTER.destroy()


def _person(django_user_model, username, role=None):
    from django.contrib.auth.models import Group

    user = django_user_model.objects.create_user(username, is_staff=True)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def viewer(db, django_user_model):
    """Vera may read and export."""
    return _person(django_user_model, "vera", "Viewer")


@pytest.fixture
def analyst(db, django_user_model):
    """Ana curates."""
    return _person(django_user_model, "ana", "Analyst")


@pytest.fixture
def reviewer(db, django_user_model):
    """Rui approves what others curated."""
    return _person(django_user_model, "rui", "Reviewer")


@pytest.fixture
def administrator(db, django_user_model):
    """Ada runs the site."""
    return _person(django_user_model, "ada", "Administrator")


@pytest.fixture
def outsider(db, django_user_model):
    """Otto is on the staff and has no right at all."""
    return _person(django_user_model, "otto")
