"""A small site that was backed up, and empty databases to restore it into."""

from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from background.models import OutboxMessage
from core.models import AccountSession
from feed.models import State
from operations.backup.encryption import Lock
from operations.backup.proof import table_names
from operations.backup.taking import take
from tests.databases import databases
from tests.sites import IN_PROCESS

PASSWORD = "four quiet words here"
PICTURE = "images/a picture – näh.png"
ORIGIN = "http://localhost:8000"


@pytest.fixture
def _django_db_helper(django_db_setup):
    """Begin no transaction in the database of other tests: these have their own."""


def fill():
    """What a site has besides pages: people, files, messages, somebody signed in."""
    user = get_user_model().objects.create_user("ann", "ann@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name="Moderators"))
    default_storage.save(PICTURE, ContentFile(b"points" * 1000))
    default_storage.save("documents/a.txt", ContentFile(b"words"))
    OutboxMessage.objects.create(kind="mail", payload={"subject": "Hello"})
    AccountSession.objects.create(
        session_key="secret-session",
        session_data="x",
        expire_date=timezone.now() + timedelta(1),
    )
    State.objects.update(origin=ORIGIN)


@contextmanager
def own_folder(folder):
    """Files and settings of a machine that has this folder alone."""
    with override_settings(MEDIA_ROOT=folder / "media", VAR_DIR=folder, **IN_PROCESS):
        yield folder


@pytest.fixture(scope="session")
def backed_up(django_db_setup, tmp_path_factory):
    """A copy of the small site, its folder, and a backup of it with its manifest."""
    folder = tmp_path_factory.mktemp("backed-up")
    databases.ensure("tree")
    name = databases.named("backed_up")
    databases.copy(databases.kept("tree"), name)
    with databases.using(name), own_folder(folder):
        fill()
        path, manifest = take(folder / "kept", Lock())
    yield SimpleNamespace(name=name, folder=folder, path=path, manifest=manifest)
    databases.drop(name)


@pytest.fixture
def of_backed_up(backed_up, tmp_path):
    """The site that was backed up, to look into; its folder is another one's."""
    with databases.using(backed_up.name), own_folder(tmp_path):
        yield backed_up


@pytest.fixture
def empty(backed_up, tmp_path, monkeypatch):
    """An empty machine: neither tables nor files. Its folder."""
    monkeypatch.delenv("BASE_URL", raising=False)
    name = databases.named("empty")
    databases.run(f'CREATE DATABASE "{name}"')
    with databases.using(name), own_folder(tmp_path / "machine") as folder:
        yield folder
    databases.drop(name)


def tables():
    """The names of the tables that the database has."""
    with connection.cursor() as cursor:
        return [name for _, name in table_names(cursor)]


def files_under(folder):
    """The files in a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
