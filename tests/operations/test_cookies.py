"""Over https, cookies belong to this very host and never travel without it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECURE_HSTS_INCLUDE_SUBDOMAINS"]
parts = ["SECURE", "PATH", "DOMAIN", "SAMESITE", "HTTPONLY"]
names += [f"{kind}_COOKIE_{part}" for kind in ("SESSION", "CSRF") for part in parts]
client = Client(headers={"host": "map.example.org"})
answers = {path: client.get(path) for path in PATHS}
print(json.dumps({
    **{name: getattr(settings, name) for name in names},
    "answers": {path: [it.status_code, dict(it.headers)] for path, it in answers.items()},
}))
"""


@pytest.fixture(scope="module")
def told():
    """What a site says that stands at an https address, asked without TLS."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mapcms.settings",
        "DJANGO_SECRET_KEY": "for this test only",
        "BASE_URL": "https://map.example.org",
        "ALLOWED_HOSTS": "map.example.org",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
    }
    code = ASK.replace("PATHS", repr(["/healthz", "/readyz", "/stories/"]))
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_cookies_are_this_hosts_alone(told):
    assert told["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert told["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    for kind in ("SESSION", "CSRF"):
        assert told[f"{kind}_COOKIE_SECURE"] is True
        assert told[f"{kind}_COOKIE_PATH"] == "/"
        assert told[f"{kind}_COOKIE_DOMAIN"] is None
        assert told[f"{kind}_COOKIE_SAMESITE"] == "Lax"
    assert told["SESSION_COOKIE_HTTPONLY"] is True


def test_pages_lead_to_https_and_subdomains_follow(told):
    status, headers = told["answers"]["/stories/"]
    assert (status, headers["Location"]) == (301, "https://map.example.org/stories/")
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_what_watches_from_beside_is_answered(told):
    assert told["answers"]["/healthz"][0] == 200
    assert told["answers"]["/readyz"][0] == 503
