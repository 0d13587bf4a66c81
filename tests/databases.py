"""The databases that tests begin from: made once, kept aside, found as they were.

Most tests roll back what they did. One with real transactions does not, and leaves all
that it did; so each database has a template beside it, and is made anew from it.

A test begins from the database that has the name of one of its fixtures, else from
`few`: as migrations leave it, without the shipped terms, for most tests bring their own.
`migrated` has them. A fixture that many tests ask for declares how its database is made:

    databases.add("tree", make_tree, on="few")
"""

import os
import shutil
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.test import TransactionTestCase

from core.caching.generation_cache import memories
from core.models import GlossaryEntry
from core.vocabularies.registry import vocabularies
from feed.query.vocabulary import vocabulary
from tests import migrated
from tests.postgres import OWN_SERVER

# Fixtures of pytest-django that let a test commit.
COMMITTING = {"transactional_db", "live_server"}


@dataclass(frozen=True)
class Beginning:
    """How a database is made: on top of which one, and by what."""

    on: str
    make: Callable


class Databases:
    """The databases of this process, each made when the first test asks for it."""

    def __init__(self):
        self.first = "few"
        self.blocker = None
        self._beginnings = {}
        self._made = set()
        self._spoiled = set()

    def add(self, kind, make, on="few"):
        """
        Declare a database.

        Args:
            kind: its name, that of the fixture which reads what is in it.
            make: fills a copy of another one; gets the folder for uploaded files.
            on: the name of that other one.
        """
        self._beginnings[kind] = Beginning(on, make)

    def begin(self, blocker, root):
        """Keep the migrated database aside, which Django has just made."""
        self.blocker, self.root, self.name = blocker, root, ours()
        self._keep("migrated", self.name)
        with blocker.unblock():
            take_terms_out()
        self._keep("few", self.name)
        self.turn_to(self.first)

    def end(self):
        """Delete all but the one that Django will."""
        change_name(self.name)
        for kind in self._made:
            self.drop(self.kept(kind))
            if kind != "few":
                self.drop(self.named(kind))

    def kind_of(self, item):
        """The database that a test begins from: the last on top of the others."""
        asked = [kind for kind in self._beginnings if kind in item.fixturenames]
        return max(asked, key=self._height, default="few")

    def turn_to(self, kind):
        """Let the next test begin from one of them."""
        if self.blocker is None:
            self.first = kind
            return
        self.ensure(kind)
        if kind in self._spoiled:
            self.drop(self.named(kind))
            self.copy(self.kept(kind), self.named(kind))
            self._spoiled.discard(kind)
            change_name(self.named(kind))
        elif ours() != self.named(kind):
            change_name(self.named(kind))

    def spoil(self, kind):
        """Remember that a test with real transactions used it."""
        self._spoiled.add(kind)

    def ensure(self, kind):
        """Make a database if nobody asked for it before."""
        if kind in self._made:
            return
        beginning = self._beginnings[kind]
        self.ensure(beginning.on)
        if self.folder(beginning.on).exists():
            shutil.copytree(self.folder(beginning.on), self.folder(kind))
        self.copy(self.kept(beginning.on), self.named(kind))
        with self.using(self.named(kind)):
            beginning.make(self.folder(kind))
        self._keep(kind, self.named(kind))

    @contextmanager
    def using(self, name):
        """Use another database, and remember nothing of the one before."""
        before = ours()
        change_name(name)
        try:
            with self.blocker.unblock():
                yield
        finally:
            change_name(before)

    def named(self, kind):
        """The name of a database; "few" has the name that Django knows."""
        return self.name if kind == "few" else f"{self.name}_{kind}"

    def kept(self, kind):
        """The name of the template that a database is made anew from."""
        return f"{self.name}_{kind}_kept"

    def folder(self, kind):
        """Where the files lie that were uploaded while a database was made."""
        return self.root / kind

    def folder_of(self, item):
        """The uploaded files that a test begins with, if there are any."""
        media = self.folder(self.kind_of(item)) / "media" if self.blocker else None
        return media if media and media.exists() else None

    def copy(self, original, name):
        """Make a database like another one."""
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')

    def drop(self, name):
        """Delete a database."""
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def run(self, statement):
        """Run a statement that needs a connection to no database of ours."""
        with self.blocker.unblock():
            connections.close_all()
            with connection._nodb_cursor() as cursor:
                cursor.execute(statement)

    def _keep(self, kind, name):
        self.copy(name, self.kept(kind))
        self._made.add(kind)

    def _height(self, kind):
        below = self._beginnings.get(kind)
        return 1 + self._height(below.on) if below else 0


databases = Databases()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix, django_db_blocker, pytestconfig
):
    """Let Django begin from a migrated database, on a server that is ours."""
    if OWN_SERVER in os.environ:
        with django_db_blocker.unblock():
            name = migrated.template(pytestconfig.cache.mkdir("migrated"))
        connection.settings_dict["TEST"]["TEMPLATE"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, tmp_path_factory):
    """
    Have the databases ready, with the one that the first test asked for in use.

    What a test committed goes with its database: Django need not empty every table.
    """
    databases.begin(django_db_blocker, tmp_path_factory.mktemp("beginnings"))
    with patch.object(TransactionTestCase, "_fixture_teardown"):
        yield
    databases.end()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Turn to the database that a test wants, before any fixture connects to it."""
    if uses_database(item):
        databases.turn_to(databases.kind_of(item))


def pytest_runtest_teardown(item):
    """Remember which database a test leaves as no other may find it."""
    if has_real_transactions(item):
        databases.spoil(databases.kind_of(item))


def uses_database(item):
    """Whether a test may connect to a database at all."""
    marked = item.get_closest_marker("django_db") is not None
    return marked or "django_db_setup" in item.fixturenames


def has_real_transactions(item):
    """Whether a test commits: it says so, or one of its fixtures does."""
    marker = item.get_closest_marker("django_db")
    marked = bool(marker and marker.kwargs.get("transaction"))
    return marked or not COMMITTING.isdisjoint(item.fixturenames)


def change_name(name):
    """Let all connections lead to a database from now on, and remember nothing before."""
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name
    forget()


def forget():
    """Let go of all that this process remembers of a database."""
    cache.clear()
    for memory in (vocabulary, *memories):
        memory.forget()


def ours():
    """The name of the database in use."""
    return connection.settings_dict["NAME"]


def take_terms_out():
    """Delete the terms and acronyms that the community ships."""
    for model in reversed(vocabularies()):
        model._base_manager.all()._raw_delete(model._base_manager.db)
    GlossaryEntry.objects.all()._raw_delete("default")
