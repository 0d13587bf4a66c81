"""Asking the feed, and proving that it agrees with the pages."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from feed.api.routing import BASE
from feed.index.consistency import differences
from feed.models import Item
from feed.query.wire import finished
from tests import factories


def settle():
    """Do what a commit would do first."""
    connection.finish_collected()


def item_of(page):
    """The row of a page after what came before."""
    settle()
    return Item.objects.get(page=page.pk)


def full_of(page):
    """The full item of a page, after what came before."""
    item = item_of(page)
    return json.loads(finished(item.full, item.sequence)) if item.is_public else None


def republish(page, **fields):
    """Publish a page again with other values, as somebody who opens it anew."""
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    factories.publish(page)


def public_items():
    """The titles of all items that are public, in their order."""
    settle()
    return sorted(Item.objects.filter(is_public=True).values_list("title", flat=True))


@pytest.fixture
def agreed(tree):
    """At the end of the test the feed says exactly what the pages say."""
    yield
    settle()
    assert [str(difference) for difference in differences()] == []


@pytest.fixture
def ask(visitor):
    """Asks a door for JSON."""

    def get(path, status=200, **headers):
        response = visitor.get(BASE + path, headers=headers)
        assert response.status_code == status, response.content
        return response.json()

    return get


@pytest.fixture
def open_connection():
    """The site's door for servers would close the connection that the test uses."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Receiver:
    """Another site, on this machine; it remembers what was posted to it."""

    def __init__(self):
        self.requests = []
        self.status, self.body, self.headers = 204, b"", {}
        self.act = lambda handler: None
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                data = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.requests.append((dict(self.headers), data))
                receiver.act(self)
                self.send_response(receiver.status)
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(receiver.body)))
                self.end_headers()
                self.wfile.write(receiver.body)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def events(self):
        return [json.loads(data) for _, data in self.requests]

    @property
    def kinds(self):
        return [event["type"] for event in self.events]


@pytest.fixture
def site_elsewhere():
    """A `Receiver` that listens."""
    receiver = Receiver()
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()
