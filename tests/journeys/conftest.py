"""The very site that `make run` makes, in this process, anew for each journey."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from home.demo.people import PASSWORD
from tests.conftest import own_media
from tests.databases import databases


@pytest.fixture(autouse=True)
def _own_media(request, run_site, settings, tmp_path):
    """The settings of production, with the site's files; new ones stay with the test."""
    settings.STATIC_ROOT = run_site.static
    settings.MEDIA_ROOT = own_media(request.node, tmp_path / "media")
    settings.EMAIL_BACKEND = "background.mail.OutboxEmailBackend"


@pytest.fixture(autouse=True)
def db(django_db_setup, run_site, _own_media):
    """A copy of the site for each test, in which everything is committed."""
    name = databases.named("journey")
    databases.copy(databases.kept("run_site"), name)
    with databases.using(name):
        yield
    databases.drop(name)


@pytest.fixture
def signed_in():
    """A maker of people at their browsers: `signed_in("moderator")`."""

    def make(username):
        browser = Client(headers={"host": "localhost"}, raise_request_exception=False)
        words = {"username": username, "password": PASSWORD}
        assert browser.post("/admin/login/", words).url == "/admin/"
        return browser

    return make


@pytest.fixture
def steering(run_site, signed_in):
    """A member of the Steering group at their browser."""
    return signed_in("steering")


@pytest.fixture
def admin(run_site, signed_in):
    """A superuser at their browser."""
    return signed_in("admin")


# Roles that say more than the three of the community


@pytest.fixture
def technicians(run_site):
    """A group that may edit groups, and so may do everything."""
    group = Group.objects.create(name="Technicians")
    group.permissions.set(Permission.objects.filter(codename__endswith="_group"))
    return group
