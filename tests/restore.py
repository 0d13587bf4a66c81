"""What migrations wrote is there again after a test with real transactions.

Such a test ends with every table emptied: groups, the workflow, the root page are gone.
So the database is kept aside as a template, and made anew from it.

Most tests bring the few terms they are about, so the shipped ones are taken out before;
the database as migrations leave it stays beside it for those that want a whole site.
"""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection, connections

from core.models import GlossaryEntry
from core.vocabularies.registry import vocabularies

BLOCKER = pytest.StashKey()
EMPTIED = pytest.StashKey()
# Fixtures of pytest-django that let a test commit.
COMMITTING = {"transactional_db", "live_server"}


def has_real_transactions(item):
    """Whether a test commits: it says so, or one of its fixtures does."""
    marker = item.get_closest_marker("django_db")
    marked = bool(marker and marker.kwargs.get("transaction"))
    return marked or not COMMITTING.isdisjoint(item.fixturenames)


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Keep the migrated database aside, and one without terms for the next test."""
    run(django_db_blocker, f'CREATE DATABASE "{migrated()}" TEMPLATE "{ours()}"')
    with django_db_blocker.unblock():
        take_terms_out()
    if any(has_real_transactions(item) for item in request.session.items):
        request.config.stash[BLOCKER] = django_db_blocker
        run(django_db_blocker, f'CREATE DATABASE "{kept()}" TEMPLATE "{ours()}"')
    yield
    for name in (kept(), migrated()):
        run(django_db_blocker, f'DROP DATABASE IF EXISTS "{name}"')


def take_terms_out():
    """Delete the terms and acronyms that the community ships."""
    for model in reversed(vocabularies()):
        model._base_manager.all()._raw_delete(model._base_manager.db)
    GlossaryEntry.objects.all()._raw_delete("default")


def load_shipped_terms():
    """Put them back, as the migration does."""
    import_module("community.migrations.0004_vocabularies").load_terms(apps, None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Make the database anew before a test, if the one before may have emptied it."""
    if item.config.stash.get(EMPTIED, False):
        blocker = item.config.stash[BLOCKER]
        run(blocker, f'DROP DATABASE "{ours()}" WITH (FORCE)')
        run(blocker, f'CREATE DATABASE "{ours()}" TEMPLATE "{kept()}"')
    item.config.stash[EMPTIED] = has_real_transactions(item)


def ours():
    """The name of the database the tests use."""
    return connection.settings_dict["NAME"]


def migrated():
    """The name of the database as migrations leave it."""
    return f"{ours()}_migrated"


def kept():
    """The name of the database kept aside."""
    return f"{ours()}_kept"


def run(blocker, statement):
    """Run a statement that needs a connection to no database of ours."""
    with blocker.unblock():
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)
