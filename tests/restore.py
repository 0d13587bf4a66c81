"""What migrations wrote is there again after a test with real transactions.

Such a test ends with every table emptied: groups, the workflow, the root page are gone.
So the database is kept aside as a template, and made anew from it.
"""

import pytest
from django.db import connection, connections

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
    """Keep the migrated database aside, if any test of this run will empty it."""
    if any(has_real_transactions(item) for item in request.session.items):
        request.config.stash[BLOCKER] = django_db_blocker
        run(django_db_blocker, f'CREATE DATABASE "{kept()}" TEMPLATE "{ours()}"')
    yield
    run(django_db_blocker, f'DROP DATABASE IF EXISTS "{kept()}"')


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


def kept():
    """The name of the database kept aside."""
    return f"{ours()}_kept"


def run(blocker, statement):
    """Run a statement that needs a connection to no database of ours."""
    with blocker.unblock():
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)
