"""Commands in bad situations say what to do."""

import os
from contextlib import nullcontext

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

import manage
from feed.models import State
from feed.origin import OtherOrigin
from mapcms.local import environment
from mapcms.origin import settle_origin
from tests.background.conftest import database_url


def test_bulk_content_needs_the_demo(db):
    with pytest.raises(CommandError, match="Load the demo content first"):
        call_command("make_content", "--stories", "1")


@pytest.fixture
def started(monkeypatch, tmp_path):
    """Run manage.py without a command; return the environment it would have had."""
    monkeypatch.setattr(os, "environ", {})
    monkeypatch.setattr(environment, "VAR", tmp_path)
    monkeypatch.setattr(manage.postgres, "running", lambda var: nullcontext("ours"))
    monkeypatch.setattr(manage, "execute_from_command_line", lambda arguments: None)

    def start(**environment):
        os.environ.update(environment)
        manage.main()
        return os.environ

    return start


def test_a_command_uses_the_database_and_the_key_of_the_checkout(started, tmp_path):
    environment = started()
    assert environment["DATABASE_URL"] == "ours"
    assert environment["DJANGO_SECRET_KEY"] == (tmp_path / "secret-key").read_text()


def test_a_database_of_your_own_needs_a_key_of_your_own(started):
    environment = started(DATABASE_URL="mine")
    assert environment["DATABASE_URL"] == "mine"
    assert "DJANGO_SECRET_KEY" not in environment


@pytest.fixture
def kept(transactional_db, monkeypatch):
    """Another process's database, whose addresses begin with https://map.example."""
    State.objects.update(origin="https://map.example")
    monkeypatch.setenv("DATABASE_URL", database_url())
    monkeypatch.delenv("BASE_URL", raising=False)


def test_a_command_that_is_not_told_where_the_site_stands_takes_it_from_there(kept):
    settle_origin("make_content")
    assert os.environ["BASE_URL"] == "https://map.example"


@pytest.mark.parametrize("command", ["make_content", "feed_check", "worker", "shell"])
def test_a_command_that_is_told_another_place_refuses(kept, monkeypatch, command):
    monkeypatch.setenv("BASE_URL", "http://localhost:8001")
    with pytest.raises(OtherOrigin, match="--origin http://localhost:8001"):
        settle_origin(command)


@pytest.mark.parametrize("command", ["migrate", "collectstatic", "feed_rebuild"])
def test_a_command_that_writes_no_address_goes_on(kept, monkeypatch, command):
    monkeypatch.setenv("BASE_URL", "http://localhost:8001")
    settle_origin(command)
    assert os.environ["BASE_URL"] == "http://localhost:8001"


def test_restoring_is_about_another_site_than_the_one_that_is_there(kept):
    settle_origin("restore")
    assert "BASE_URL" not in os.environ


def test_the_same_place_may_be_said_with_a_slash(kept, monkeypatch):
    monkeypatch.setenv("BASE_URL", "https://map.example/")
    settle_origin("make_content")
