"""The very site that `make run` makes, in this process, anew for each journey."""

import shutil
from contextlib import contextmanager
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import Client, override_settings

from feed.api import responses
from feed.query.cache import memories
from feed.query.vocabulary import vocabulary
from home.demo.people import PASSWORD
from mapcms.local.run import prepare
from tests.restore import migrated, ours, run


def pytest_collection_modifyitems(items):
    """All journeys go to one worker, which makes the site once."""
    for item in items:
        if "tests/journeys" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("journeys"))


class HereAndNow:
    """Does what `make run` leaves to processes of its own in this one."""

    def begin(self, program, *command):
        """Take a command on."""
        return command, StringIO()

    def finish(self, command, output):
        """Run it; give what it has to say."""
        call_command(*command, stdout=output)
        return output.getvalue()


@pytest.fixture(scope="session")
def run_site(django_db_setup, django_db_blocker, tmp_path_factory):
    """What `make run` makes of nothing: a database to copy, media and static files."""
    var = tmp_path_factory.mktemp("var")
    site = SimpleNamespace(
        template=f"{ours()}_site", media=var / "media", static=var / "static"
    )
    copy(django_db_blocker, migrated(), site.template)
    folders = override_settings(MEDIA_ROOT=site.media, STATIC_ROOT=site.static)
    with folders, using(django_db_blocker, site.template):
        prepare(HereAndNow(), dev=False)
    yield site
    run(django_db_blocker, f'DROP DATABASE "{site.template}"')


@pytest.fixture(autouse=True)
def _own_media(run_site, settings, tmp_path):
    """The settings of production, with the site's files; new ones stay with the test."""
    settings.STATIC_ROOT = run_site.static
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_BACKEND = "background.mail.OutboxEmailBackend"
    shutil.copytree(run_site.media, settings.MEDIA_ROOT)


@pytest.fixture(autouse=True)
def db(run_site, _own_media, django_db_blocker):
    """A copy of the site for each test, in which everything is committed."""
    name = f"{ours()}_journey"
    copy(django_db_blocker, run_site.template, name)
    with using(django_db_blocker, name):
        yield
    run(django_db_blocker, f'DROP DATABASE "{name}" WITH (FORCE)')


def copy(blocker, original, name):
    """Make a database like another one."""
    run(blocker, f'CREATE DATABASE "{name}" TEMPLATE "{original}"')


@contextmanager
def using(blocker, name):
    """Use another database, and remember nothing of the one before."""
    before = ours()
    turn_to(name)
    try:
        with blocker.unblock():
            yield
    finally:
        turn_to(before)


def turn_to(name):
    """Let all connections lead to a database from now on."""
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name
    cache.clear()
    responses.shelf.clear()
    for memory in (vocabulary, *memories):
        memory.forget()


@pytest.fixture
def signed_in():
    """A maker of people at their browsers: `signed_in("moderator")`."""

    def make(username):
        browser = Client(headers={"host": "localhost"}, raise_request_exception=False)
        words = {"username": username, "password": PASSWORD}
        assert browser.post("/admin/login/", words).url == "/admin/"
        return browser

    return make
