"""A small site for tests, and people to use it."""

import shutil

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.signals import request_started
from django.db import connection
from django.dispatch import receiver
from django.test import Client

from community.confirmations import confirm_on_server
from tests import sites
from tests.databases import (
    databases,
    django_db_modify_db_settings,
    django_db_setup,
    forget,
    pytest_runtest_setup,
    pytest_runtest_teardown,
)

__all__ = [
    "django_db_modify_db_settings",
    "django_db_setup",
    "pytest_runtest_setup",
    "pytest_runtest_teardown",
]


def pytest_addoption(parser):
    """`--renew` writes down anew what the feed promises."""
    parser.addoption("--renew", action="store_true", help="renew the feed's description")


@pytest.fixture(autouse=True)
def _own_media(request, settings, tmp_path):
    """Files of one test stay with it; static files need not be collected."""
    settings.MEDIA_ROOT = own_media(request.node, tmp_path / "media")
    for name, value in sites.IN_PROCESS.items():
        setattr(settings, name, value)
    forget()


def own_media(item, folder):
    """A folder for a test, with the files of the database that it begins from."""
    files = databases.folder_of(item)
    if files:
        shutil.copytree(files, folder)
    return folder


@receiver(request_started)
def _what_came_before_is_committed(**kwargs):
    """In a test nothing is committed; a request finds it finished all the same."""
    if connection.in_atomic_block:
        connection.finish_collected()


@pytest.fixture
def tree(db):
    """The pages of which there is one each, public, at the site's root."""
    return sites.read_tree()


@pytest.fixture
def run_site(django_db_setup):
    """The very site that `make run` makes; its folders of media and static files."""
    return sites.folders(databases.folder("run_site"))


@pytest.fixture
def visitor():
    """Someone without an account."""
    return Client(headers={"host": "localhost"})


@pytest.fixture
def person(db):
    """A maker of confirmed people: `person("Moderators")` gives a signed-in client."""

    def make(group=None, **fields):
        name = (group or "nobody").lower().replace(" ", "-")
        count = get_user_model().objects.count()
        user = get_user_model().objects.create_user(
            f"{name}{count}", f"{name}{count}@example.org", "secret", **fields
        )
        if group:
            user.groups.add(Group.objects.get(name=group))
        confirm_on_server(user)
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        client.user = user
        return client

    return make
