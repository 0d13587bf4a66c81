"""A request waits for the database a limited time; commands and the worker do not."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.background.conftest import database_url
from tests.ground.processes import ROOT

ASK = """
import json
from django.db import connection
def limits():
    with connection.cursor() as cursor:
        for name in ("statement_timeout", "lock_timeout"):
            cursor.execute(f"SHOW {name}")
            yield cursor.fetchone()[0]
"""
REQUEST = """
from wsgiref.util import setup_testing_defaults
from mapcms.wsgi import application
from django.conf import settings
from django.http import JsonResponse
from django.urls import path
settings.ROOT_URLCONF = "__main__"
urlpatterns = [path("", lambda request: JsonResponse(list(limits()), safe=False))]
environ = {"HTTP_HOST": "localhost"}
setup_testing_defaults(environ)
[body] = application(environ, lambda status, headers: None)
print(body.decode())
"""
COMMAND = """
from django.core.management import call_command
from django.core.management.base import BaseCommand
import django
django.setup()
class Command(BaseCommand):
    def handle(self, **options):
        print(json.dumps(list(limits())))
call_command(Command())
"""


@pytest.fixture
def limits_in(transactional_db):
    """The limits that a process finds, given what it does and its environment."""

    def ask(code, **environment):
        surroundings = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "mapcms.settings",
            "DATABASE_URL": database_url(),
            "BASE_URL": settings.BASE_URL,
            **environment,
        }
        process = [sys.executable, "-W", "ignore", "-c", ASK + code]
        output = subprocess.check_output(process, cwd=ROOT, env=surroundings)
        return json.loads(output)

    return ask


def test_a_request_has_limits(limits_in):
    assert limits_in(REQUEST) == ["15s", "3s"]


def test_a_command_has_none(limits_in):
    assert limits_in(COMMAND) == ["0", "0"]


def test_the_limits_can_be_chosen(limits_in):
    chosen = {"WEB_STATEMENT_TIMEOUT": "1min", "WEB_LOCK_TIMEOUT": "10s"}
    assert limits_in(REQUEST, **chosen) == ["1min", "10s"]


def test_options_of_the_address_still_count(limits_in):
    url = f"{database_url()}&options=-c%20lock_timeout%3D9s%20-c%20work_mem%3D9MB"
    assert limits_in(COMMAND, DATABASE_URL=url) == ["0", "9s"]
    assert limits_in(REQUEST, DATABASE_URL=url) == ["15s", "3s"]
