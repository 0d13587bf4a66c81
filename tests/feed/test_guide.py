"""The guide: what it gives people to copy works, and the site shows the very same."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from standardwebhooks import Webhook as Verifier

from core.models import Theme
from feed.api.routing import BASE
from feed.models import Item, State
from feed.models.webhooks import new_secret
from tests import factories
from tests.feed.conftest import settle
from tests.ports import free_port

GUIDE = Path(__file__).parents[2] / "docs" / "feed.md"
TEXT = GUIDE.read_text(encoding="utf-8")
CALL = re.compile(r'curl [^"\n]*"http://localhost:8000([^"]+)"')
PROGRAMS = {
    name: program
    for program in re.findall(r"```\w+\n(.*?)```", TEXT, re.DOTALL)
    for name in re.findall(r"\A(?:#|//) (\S+)\n", program)
}
HAS_NODE = pytest.mark.skipif(not shutil.which("node"), reason="node is not there")
BY_LANGUAGE = [
    pytest.param(sys.executable, "py", id="python"),
    pytest.param("node", "mjs", id="node", marks=HAS_NODE),
]


@pytest.mark.parametrize("path", CALL.findall(TEXT))
def test_a_call_of_the_guide_works(tree, visitor, path):
    theme = Theme.objects.create(name="Patient safety", slug="patient-safety")
    factories.MapStoryFactory(parent=tree.stories, themes=[theme])
    assert visitor.get(path).status_code == 200


class Quiet(WSGIRequestHandler):
    """Says nothing about each request."""

    def log_message(self, *args):
        pass


@pytest.fixture
def run(open_connection, tmp_path):
    """Runs a program of the guide beside this site; returns what it prints."""
    server = make_server("localhost", 0, WSGIHandler(), handler_class=Quiet)
    server.timeout = 0.05

    def go(command, name):
        address = f"http://localhost:{server.server_port}"
        program = PROGRAMS[name].replace("http://localhost:8000", address)
        (tmp_path / name).write_text(program, encoding="utf-8")
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        running = subprocess.Popen([command, name], cwd=tmp_path, text=True, **pipes)
        while running.poll() is None:
            server.handle_request()
        return running.communicate()[0].strip()

    yield go
    server.server_close()


@pytest.mark.slow
@pytest.mark.parametrize(("command", "ending"), BY_LANGUAGE)
def test_the_guide_s_follower_holds_what_is_public(tree, run, tmp_path, command, ending):
    stories = [factories.KMStoryFactory(parent=tree.stories) for _ in range(3)]
    settle()
    public = Item.objects.filter(is_public=True)
    name = f"follow.{ending}"
    assert run(command, name) == f"{public.count()} items"
    stories[0].unpublish()
    settle()
    assert run(command, name) == f"{public.count()} items"
    # It begins again where the feed did, and keeps nothing that is not named then.
    stories[1].unpublish()
    settle()
    State.objects.update(epoch="00000000-0000-4000-8000-000000000000")
    assert run(command, name) == f"{public.count()} items"
    held = json.loads((tmp_path / "map.json").read_text())["items"]
    assert set(held) == {str(key) for key in public.values_list("pk", flat=True)}


@pytest.mark.slow
@pytest.mark.parametrize(("command", "ending"), BY_LANGUAGE)
def test_the_guide_s_receiver_takes_what_the_site_sends(tree, tmp_path, command, ending):
    factories.KMStoryFactory(parent=tree.stories)
    settle()
    port, secret, name = free_port(), new_secret(), f"receive.{ending}"
    program = PROGRAMS[name].replace("3000", str(port))
    (tmp_path / name).write_text(program, encoding="utf-8")
    with subprocess.Popen(
        [command, name],
        cwd=tmp_path,
        env={**os.environ, "SECRET": secret},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as running:
        try:
            wait_for(port)
            url = f"http://127.0.0.1:{port}/hook"
            call_command("webhook_send", url, "--secret", secret)
            assert running.stdout.readline() == "item.published\n"
            with pytest.raises(Exception, match="not taken: 400"):
                call_command("webhook_send", url, "--secret", new_secret())
        finally:
            running.kill()


def wait_for(port):
    """Wait until something listens."""
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("The receiver did not begin to listen.")


def test_the_printed_event_verifies():
    request = re.search(r"```\nPOST (.*?)\n\n(.*?)\n```", TEXT, re.DOTALL)
    headers = dict(line.split(": ", 1) for line in request[1].splitlines()[1:])
    secret = re.search(r"`(whsec_\S+)`", TEXT)[1]
    at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
    with time_machine.travel(at, tick=False):
        event = Verifier(secret).verify(request[2], headers)
    assert event["type"] == "webhook.test"


def test_the_site_shows_the_same_text(tree, visitor, settings):
    settings.BASE_URL = "https://map.example"
    response = visitor.get(f"{BASE}/docs")
    shown = BeautifulSoup(response.content, "html.parser").find("main")
    words = " ".join(shown.get_text(" ").split())
    for heading in re.findall(r"^## (.+)$", TEXT, re.MULTILINE):
        assert heading in words
    assert "localhost:8000" not in words
    assert "https://map.example/api/feed/v1/items?type=map-story&theme=" in words
    for name in PROGRAMS:
        assert name in words


def test_promises_and_changes_are_told(tree, visitor):
    words = visitor.get(f"{BASE}/changelog").content.decode()
    assert "twelve months" in words
    assert "Version 1" in words
