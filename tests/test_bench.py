"""What the bench asks for at a large size is answered, whatever becomes of cursors."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import repeat
from threading import Thread

import pytest
from django.db import connection

from bench import large
from bench.load import request_for, run
from tests import factories


@pytest.fixture
def _one_connection(monkeypatch):
    """Let the bench see what the test has written."""

    def ask(statement, parameters=None):
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall()

    monkeypatch.setattr(large, "ask", ask)
    monkeypatch.setattr(large, "column", lambda text: [row[0] for row in ask(text)])


@pytest.mark.usefixtures("_one_connection")
@pytest.mark.parametrize("addresses", [large.pages_at_depths, large.changes_at_depths])
def test_its_addresses_are_answered(tree, visitor, addresses):
    factories.MapStoryFactory(parent=tree.stories)
    connection.finish_collected()
    found = addresses()
    assert found
    assert {visitor.get(address).status_code for address in found} == {200}


class Plain(BaseHTTPRequestHandler):
    """Answers everything with nothing."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


def test_however_short_a_round_it_has_a_rate():
    with HTTPServer(("127.0.0.1", 0), Plain) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        outcome = run(server.server_port, repeat(request_for("/")), 0, connections=1)
        server.shutdown()
    assert outcome.rate > 0
