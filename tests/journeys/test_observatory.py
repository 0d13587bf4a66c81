"""Answers of a site over https, by the rules of Mozilla's HTTP Observatory."""

import json
import os
import subprocess
import sys

import pytest

from stories.models import MapStoryPage
from tests.background.conftest import ROOT, database_url
from tests.observatory import score

ASK = """
import json, sys, django
django.setup()
from django.test import Client
client = Client(headers={"host": "map.example.org"}, raise_request_exception=False)
said = {}
for path in json.loads(sys.argv[1]):
    it = client.get(path, secure=True)
    cookies = [morsel.OutputString() for morsel in it.cookies.values()]
    text = it.content.decode() if not it.streaming else ""
    said[path] = [it.status_code, dict(it.headers), cookies, text]
print(json.dumps(said))
"""
# The most without a cookie, and without being in the browsers' own list of https sites.
PAGES = 130
# The most that Wagtail's inline scripts allow.
ADMIN = 80
PUBLIC = (
    "/",
    "/share/",
    "/share/map-story/",
    "/search/?q=value",
    "/nowhere/",
    "/contact/",
)


@pytest.fixture
def answers(run_site, transactional_db):
    """A maker of answers: what the site of `make run` says at https."""

    def ask(*paths):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mapcms.settings",
            "DATABASE_URL": database_url(),
            "BASE_URL": "https://map.example.org",
            "ALLOWED_HOSTS": "map.example.org",
            "STATIC_ROOT": str(run_site.static),
        }
        command = [sys.executable, "-W", "ignore", "-c", ASK, json.dumps(paths)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout.splitlines()[-1])

    return ask


def test_public_pages_reach_the_most_there_is(answers):
    story = MapStoryPage.objects.live().first().url
    for path, (status, *said) in answers(story, *PUBLIC).items():
        assert status == (404 if path == "/nowhere/" else 200), path
        headers, cookies, page = said
        reached, given = score(headers, cookies, page)
        assert reached >= PAGES, (path, reached, given)


def test_the_admin_lacks_nothing_but_scripts_of_its_own(answers):
    for path, (status, headers, cookies, page) in answers("/admin/login/").items():
        assert status == 200
        reached, given = score(headers, cookies, page)
        assert reached >= ADMIN, (path, reached, given)
        assert [name for name, value in given.items() if value < 0] == [
            "content-security-policy"
        ]


GOOD = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; "
    "object-src 'none'; frame-ancestors 'self'",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.mark.parametrize(
    ("changed", "reached"),
    [
        ({}, 130),
        ({"Cross-Origin-Resource-Policy": "cross-origin"}, 120),
        ({"Referrer-Policy": ""}, 125),
        ({"Strict-Transport-Security": ""}, 80),
        ({"X-Content-Type-Options": ""}, 125),
        ({"Content-Security-Policy": ""}, 55),
        ({"Content-Security-Policy": "default-src 'self'; frame-ancestors 'self'"}, 125),
        ({"Content-Security-Policy": "script-src 'unsafe-inline'"}, 60),
        ({"Access-Control-Allow-Credentials": "true"}, 130),
    ],
)
def test_the_score_sees_what_is_missing(changed, reached):
    assert score({**GOOD, **changed})[0] == reached


def test_the_score_sees_cookies_and_foreign_scripts():
    assert score(GOOD, ["sessionid=1; HttpOnly; SameSite=Lax"])[0] == 80
    assert score(GOOD, ["sessionid=1; Secure; HttpOnly; SameSite=Lax"])[0] == 135
    assert score(GOOD, page='<script src="//cdn.example/x.js">')[0] == 50
