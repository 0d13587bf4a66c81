"""What goes to Sentry says what failed and where, and nothing that somebody typed."""

import json
import logging

import pytest
import sentry_sdk
from django.test import Client
from sentry_sdk.transport import Transport

from mapcms import error_reports

SECRET = "pat.smith@example.org"
SAID = []


class Kept(Transport):
    """The network's edge: what would be sent is kept."""

    def capture_envelope(self, envelope):
        SAID.extend(item.payload.get_bytes().decode() for item in envelope.items)


@pytest.fixture
def reports(monkeypatch):
    """The site as it is with SENTRY_DSN; gives what was sent."""
    known = sentry_sdk.init

    def init(**options):
        return known(**options, transport=Kept)

    monkeypatch.setenv("SENTRY_DSN", "https://key@sentry.example.org/1")
    monkeypatch.setattr(sentry_sdk, "init", init)
    SAID.clear()
    error_reports.start()
    yield lambda: [json.loads(text) for text in SAID]
    known()


def test_an_error_in_a_view(tree, reports, monkeypatch):
    def fail(self, request, *args, **kwargs):
        typed = request.GET["q"]
        raise ValueError(typed)

    monkeypatch.setattr("core.models.ContentPage.serve", fail, raising=False)
    monkeypatch.setattr("wagtail.models.Page.serve", fail)
    reader = Client(headers={"host": "localhost"}, raise_request_exception=False)
    reader.cookies["sessionid"] = SECRET
    token = "t" * 43
    path = f"/?q={SECRET}&token={token}"
    assert reader.get(path, headers={"referer": SECRET}).status_code == 500
    [report] = [one for one in reports() if "exception" in one]
    [error] = report["exception"]["values"][-1:]
    assert error["type"] == "ValueError"
    assert error["stacktrace"]["frames"][-1]["function"] == "fail"
    for word in (SECRET, token, "127.0.0.1", "sessionid"):
        assert word not in json.dumps(reports())


def test_what_is_written_into_the_log(reports):
    logging.getLogger("x").error("Not sent to %s: /share/status/%s/", SECRET, "s" * 43)
    [report] = reports()
    place = "x: test_error_reports.test_what_is_written_into_the_log, "
    assert report["logentry"]["message"].startswith(place)
    assert SECRET not in json.dumps(report)
    assert "s" * 43 not in json.dumps(report)


def test_only_what_is_named_goes():
    event = {
        "request": {"method": "GET", "url": SECRET, "headers": {"Cookie": SECRET}},
        "transaction": f"/share/status/{'s' * 43}/",
        "user": {"email": SECRET},
        "extra": {"typed": SECRET},
        "server_name": SECRET,
        "breadcrumbs": {"values": [{"message": SECRET}]},
        "contexts": {"trace": {"data": SECRET}},
        "level": "error",
    }
    assert error_reports.scrubbed(event, {}) == {
        "level": "error",
        "request": {"method": "GET"},
        "transaction": "/share/status/…/",
    }


def test_without_an_address_nothing_is_begun(monkeypatch):
    monkeypatch.delenv("SENTRY_DSN", raising=False)
    monkeypatch.setattr(sentry_sdk, "init", None)
    error_reports.start()
