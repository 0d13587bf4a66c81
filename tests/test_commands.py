"""Commands in bad situations say what to do."""

import os
from contextlib import nullcontext

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

import manage
from mapcms.local import environment


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
