"""While the database is away, people read that, and when to come back."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

PATHS = ["/", "/stories/", "/search/?q=x", "/nowhere/", "/admin/", "/sitemap.xml"]


@pytest.fixture
def reader():
    """Somebody whose browser shows errors as pages."""
    return Client(headers={"host": "localhost"}, raise_request_exception=False)


@pytest.fixture(params=[OperationalError, InterfaceError])
def no_database(request, monkeypatch):
    """Whoever wants to reach the database fails."""

    def fail(self):
        raise request.param("connection refused")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", fail)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_says_so_and_when_to_come_back(no_database, reader, path):
    response = reader.get(path)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert response["Cache-Control"] == "no-store"
    assert "The site is away for a moment" in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_so_it_does_for_somebody_who_was_signed_in(no_database, reader):
    reader.cookies["sessionid"] = "x" * 32
    assert reader.get("/admin/").status_code == 503


@pytest.mark.django_db
def test_a_database_that_takes_no_change_is_one_that_is_away(reader):
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
    said = {"token": "x" * 43, "title": "Words", "do": "next"}
    response = reader.post("/share/driver/", said)
    assert (response.status_code, response["Retry-After"]) == (503, "60")


def test_other_faults_stay_faults(reader, monkeypatch):
    def fail(self):
        raise ValueError

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", fail)
    assert reader.get("/").status_code == 500
