"""A small site for tests, and people to use it."""

from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.signals import request_started
from django.db import connection
from django.dispatch import receiver
from django.test import Client
from wagtail.models import Page, Site

from feed.api import responses
from feed.query.cache import memories
from feed.query.vocabulary import vocabulary
from home.demo.tree import remove_welcome
from tests import factories
from tests.restore import django_db_setup, pytest_runtest_setup

__all__ = ["django_db_setup", "pytest_runtest_setup"]


def pytest_addoption(parser):
    """`--renew` writes down anew what the feed promises."""
    parser.addoption("--renew", action="store_true", help="renew the feed's description")


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Files of one test stay with it; static files need not be collected."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
    }
    settings.ALLOWED_HOSTS = ["*"]
    settings.FEED_DATABASE = "default"
    responses.shelf.clear()
    vocabulary.forget()
    for memory in memories:
        memory.forget()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@receiver(request_started)
def _what_came_before_is_committed(**kwargs):
    """In a test nothing is committed; a request finds it finished all the same."""
    if connection.in_atomic_block:
        connection.finish_collected()


@pytest.fixture
def tree(db):
    """The pages of which there is one each, public, at the site's root."""
    remove_welcome()
    Site.objects.all().delete()
    root = Page.objects.get(depth=1)
    home = factories.HomeFactory(parent=root, title="Front", slug="front")
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    toolkit = factories.ToolkitFactory(
        parent=home,
        title="The toolkit",
        slug="toolkit",
        show_in_menus=True,
        rows={"steps": factories.five_steps()},
    )
    return SimpleNamespace(
        root=root,
        home=home,
        toolkit=toolkit,
        drivers=factories.DriverIndexFactory(
            parent=toolkit, title="Drivers for change", slug="drivers", show_in_menus=True
        ),
        section=factories.SectionFactory(parent=toolkit, slug="aim"),
        stories=factories.StoryIndexFactory(
            parent=home, title="Stories", slug="stories", show_in_menus=True
        ),
        community=factories.CommunityFactory(
            parent=home, title="The community", slug="community", show_in_menus=True
        ),
    )


@pytest.fixture
def visitor():
    """Someone without an account."""
    return Client(headers={"host": "localhost"})


@pytest.fixture
def person(db):
    """A maker of people: `person("Moderators")` gives a client that is signed in."""

    def make(group=None, **fields):
        name = (group or "nobody").lower().replace(" ", "-")
        count = get_user_model().objects.count()
        user = get_user_model().objects.create_user(
            f"{name}{count}", f"{name}{count}@example.org", "secret", **fields
        )
        if group:
            user.groups.add(Group.objects.get(name=group))
        client = Client(headers={"host": "localhost"})
        client.force_login(user)
        client.user = user
        return client

    return make
