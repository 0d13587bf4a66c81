"""All addresses begin with the one origin that the feed keeps."""

import os
import string
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from feed.index.consistency import is_needed
from feed.models import Item, State
from feed.origin import OtherOrigin
from tests import factories
from tests.background.conftest import database_url
from tests.feed.conftest import full_of, settle
from tests.ground.processes import ROOT

ELSEWHERE = "https://map.example"


@pytest.fixture
def story(tree):
    """A story that is in the feed."""
    page = factories.KMStoryFactory(parent=tree.stories)
    settle()
    return page


def addresses():
    """The beginnings of all addresses of items."""
    found = Item.objects.filter(is_public=True).values_list("url", flat=True)
    return {url.partition("/stories")[0].partition("/toolkit")[0] for url in found}


def test_the_first_to_write_an_item_says_where_the_site_stands(story, settings):
    assert State.objects.get().origin == settings.BASE_URL


def test_nothing_is_written_under_another_origin(story, settings):
    before = Item.objects.get(page=story.pk).full
    settings.BASE_URL = ELSEWHERE
    story.save()
    with pytest.raises(OtherOrigin, match=ELSEWHERE), transaction.atomic():
        settle()
    for command in ("feed_rebuild", "feed_check"):
        with pytest.raises(OtherOrigin):
            call_command(command)
    assert Item.objects.get(page=story.pk).full == before


def test_the_site_moves_when_somebody_says_so(story, settings, capsys):
    old = settings.BASE_URL
    call_command("feed_rebuild", "--origin", f"{ELSEWHERE}/")
    said = capsys.readouterr().out
    assert f"began with {old}; they begin with {ELSEWHERE} now." in said
    assert addresses() == {ELSEWHERE}
    assert full_of(story)["url"].startswith(ELSEWHERE)
    call_command("feed_check")
    assert "0 differences." in capsys.readouterr().out


def test_a_move_that_was_interrupted_is_finished(story, settings):
    settings.BASE_URL = ELSEWHERE
    State.objects.update(origin=ELSEWHERE, form=0)
    assert is_needed()
    call_command("feed_rebuild", "--if-needed", "--origin", ELSEWHERE)
    assert addresses() == {ELSEWHERE}
    assert not is_needed()


@pytest.mark.parametrize("text", ["map.example", "https://map.example/site", "ftp://x"])
def test_an_origin_is_a_scheme_and_a_host(story, text):
    with pytest.raises(CommandError, match="a scheme and a host"):
        call_command("feed_rebuild", "--origin", text)


@pytest.fixture
def start(transactional_db):
    """Start the door for servers in a process of its own; what it wrote, if it failed."""
    State.objects.update(origin=ELSEWHERE)

    def begin(**told):
        environment = {
            **os.environ,
            "DJANGO_SECRET_KEY": string.ascii_letters,
            "DATABASE_URL": database_url(),
            "ALLOWED_HOSTS": "*",
            "EMAIL_URL": "smtp://localhost:1",
            "DEFAULT_FROM_EMAIL": "map@example.org",
        }
        environment.pop("BASE_URL", None)
        command = [sys.executable, "-W", "ignore", "-c", "import mapcms.wsgi"]
        options = {"cwd": ROOT, "env": environment | told, "capture_output": True}
        return subprocess.run(command, text=True, check=False, **options).stderr

    return begin


def test_no_server_starts_without_an_origin_or_with_another(start):
    assert start(BASE_URL=ELSEWHERE) == ""
    assert "Set BASE_URL" in start()
    assert "OtherOrigin" in start(BASE_URL="https://other.example")
    nowhere = "postgres://nobody@127.0.0.1:1/nothing"
    assert start(BASE_URL=ELSEWHERE, DATABASE_URL=nowhere) == ""
