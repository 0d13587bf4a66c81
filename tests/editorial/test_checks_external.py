"""Links to other sites are asked now and then, safely, and told of when they broke.

Only the edge of the network is replaced: what names mean, and where connections lead. The
answers come from a real server on this machine.
"""

import socket
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone
from urllib3.util import connection
from wagtail.models import Task, Workflow, WorkflowTask

from core.models import ExternalLink
from editorial.page_checks.external_links import check_links, gather_links
from tests import factories
from tests.editorial.findings import found, story

pytestmark = pytest.mark.django_db

NAMES = {
    "good.example": "93.184.216.34",
    "other.example": "93.184.216.35",
    "inside.example": "10.0.0.7",
    "metadata.example": "169.254.169.254",
    "self.example": "127.0.0.1",
}
REAL_GETADDRINFO = socket.getaddrinfo


class Answers(BaseHTTPRequestHandler):
    """A web server that answers as its path says, and remembers who asked for what."""

    asked = []

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.asked.append((self.command, self.headers["Host"], self.path))
        kind, _, rest = self.path[1:].partition("/")
        status = int(kind) if kind.isdigit() else 302 if kind == "to" else 200
        if kind == "noisy" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        if kind == "to":
            self.send_header("Location", rest.replace("_", "/"))
        self.send_header("X-Agent", self.headers["User-Agent"])
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def asked(monkeypatch):
    """The server behind every public name; gives what it was asked."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(Answers, "asked", [])

    def lookup(host, port, *args, **kwargs):
        if host not in NAMES and host.endswith(".example"):
            raise socket.gaierror("unknown")
        return REAL_GETADDRINFO(NAMES.get(host, host), port, *args, **kwargs)

    def connect(address, *args, **kwargs):
        if address[0] not in NAMES.values():
            raise OSError("no way out of the tests")
        return socket.create_connection(server.server_address[:2], timeout=5)

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(connection, "create_connection", connect)
    yield Answers.asked
    server.shutdown()
    server.server_close()


def problem(url):
    """What is known of an address after it was asked."""
    link = ExternalLink.objects.create(url=url)
    assert check_links() == 1
    link.refresh_from_db()
    assert link.checked_at
    return link.problem


def test_a_page_that_is_there_is_fine(asked):
    assert problem("http://good.example/page") == ""
    assert asked == [("HEAD", "good.example", "/page")]


def test_a_server_that_dislikes_head_is_asked_again(asked):
    assert problem("http://good.example/noisy/") == ""
    assert [method for method, *_ in asked] == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [403, 401, 429])
def test_a_server_that_keeps_programs_out_is_not_broken(asked, status):
    assert problem(f"http://good.example/{status}/") == ""


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://good.example/404/", "the page is not there"),
        ("http://good.example/410/", "taken away"),
        ("http://good.example/500/", "error 500"),
        ("http://unknown.example/", "cannot be found"),
        ("http://good.example/to/_to_http:__good.example_page", ""),
    ],
)
def test_what_went_wrong_is_said_in_words(asked, url, words):
    assert words in problem(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://inside.example/",
        "http://metadata.example/latest/",
        "http://self.example/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://0x7f.1/",
        "http://[::ffff:10.0.0.7]/",
        "http://localhost:8000/",
        "http://good.example/to/http:__inside.example_secret",
        "http://good.example/to/http:__169.254.169.254_",
        "http://good.example/to/file:___etc_passwd",
        "ftp://good.example/",
        "http://[",
        "http://a..b/",
    ],
)
def test_private_networks_are_never_entered_not_even_by_a_detour(asked, url):
    assert problem(url)
    assert {host for _, host, _ in asked} <= {"good.example"}
    assert problem("http://other.example/page") == ""
    assert asked[-1] == ("HEAD", "other.example", "/page")


def test_redirects_are_followed_a_few_times(asked):
    assert problem("http://good.example/to/http:__other.example_page") == ""
    assert asked[-1] == ("HEAD", "other.example", "/page")


def test_a_circle_of_redirects_ends(asked):
    assert "from place to place" in problem("http://good.example/to/_to_")
    assert len(asked) <= 12


def test_links_are_due_again_after_a_week_and_failing_ones_after_a_day(asked):
    fine = ExternalLink.objects.create(url="http://good.example/page")
    bad = ExternalLink.objects.create(url="http://good.example/404/")
    assert check_links() == 2
    assert check_links() == 0
    ago(fine, bad, days=2)
    assert check_links() == 1
    ago(fine, days=8)
    assert check_links(limit=1) == 1


def ago(*links, days):
    """Move what is known of links into the past."""
    for link in links:
        link.refresh_from_db()
        link.checked_at -= timedelta(days=days)
        if link.failing_since:
            link.failing_since -= timedelta(days=days)
        link.save()


def leading_to(url):
    return story(f'<p><a href="{url}#part">The plan</a></p>')


def test_a_link_is_broken_once_it_failed_twice_a_day_apart(asked):
    url = "http://good.example/404/"
    link = ExternalLink.objects.create(url=url)
    assert not found(leading_to(url), "link-external")
    check_links()
    assert not found(leading_to(url), "link-external")
    ago(link, days=2)
    check_links()
    (finding,) = found(leading_to(url), "link-external")
    assert (finding.field, finding.words) == ("story", url)
    assert "the page is not there" in finding.message
    assert not finding.blocks
    assert found(story(contact_url=url), "link-external")


def test_two_failures_within_a_day_are_patience(asked):
    now = timezone.now()
    link = ExternalLink.objects.create(url="http://good.example/404/")
    link.record("gone", now - timedelta(hours=23))
    link.record("gone", now)
    assert not ExternalLink.objects.broken().exists()
    link.record("gone", now + timedelta(hours=1))
    assert ExternalLink.objects.broken().get() == link


def test_a_success_begins_anew(asked):
    now = timezone.now()
    link = ExternalLink.objects.create(url="http://good.example/page")
    link.record("gone", now - timedelta(days=3))
    link.record("", now - timedelta(days=2))
    link.record("gone", now)
    assert not ExternalLink.objects.broken().exists()
    link.record("gone", now + timedelta(days=1))
    assert ExternalLink.objects.broken().get() == link


def test_links_of_texts_that_wait_for_a_decision_are_gathered_too(tree, person):
    text = '<p><a href="https://example.org/waiting">A</a></p>'
    draft = factories.SectionFactory(
        parent=tree.toolkit, live=False, body=[("text", text)]
    )
    workflow = Workflow.objects.create(name="A look")
    WorkflowTask.objects.create(
        workflow=workflow, task=Task.objects.create(name="Look"), sort_order=0
    )
    workflow.start(draft, person("Content Editors").user)
    gather_links()
    assert ExternalLink.objects.filter(url="https://example.org/waiting").exists()


def test_links_of_public_pages_are_gathered_and_others_forgotten(tree):
    ExternalLink.objects.create(url="https://example.org/forgotten")
    kept = ExternalLink.objects.create(url="https://example.org/strategy", problem="x")
    factories.ExampleFactory(parent=tree.section)
    text = '<p><a href="https://example.org/a#b">A</a> <a href="/toolkit/">B</a></p>'
    long = f'<p><a href="https://example.org/{"x" * 600}">C</a></p>'
    factories.SectionFactory(parent=tree.toolkit, body=[("text", text + long)])
    factories.SectionFactory(
        parent=tree.toolkit, live=False, body=[("text", text.replace("/a#b", "/draft"))]
    )
    gather_links()
    assert set(ExternalLink.objects.values_list("url", flat=True)) == {
        "https://example.org/strategy",
        "https://example.org/a",
    }
    kept.refresh_from_db()
    assert kept.problem == "x"
