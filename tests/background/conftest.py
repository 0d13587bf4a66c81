"""Messages, workers and mail servers for tests of what leaves the process."""

import os
import sys
from urllib.parse import quote

import pytest
from django.core import mail
from django.db import connection

from background import outbox, schedule
from background.models import OutboxMessage
from background.outbox import Handler
from tests.ground import processes
from tests.ground.processes import ROOT, Program


@pytest.fixture(autouse=True)
def _mail_as_in_production(settings):
    """Mails go into the outbox; what is delivered ends in Django's `mail.outbox`."""
    settings.EMAIL_BACKEND = "background.mail.OutboxEmailBackend"
    settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def received(monkeypatch):
    """The references of what the handler of the kind “test” was given."""
    references = []
    handle = {"test": Handler(lambda message: references.append(message.reference))}
    monkeypatch.setattr(outbox, "handlers", handle)
    return references


@pytest.fixture
def handle(monkeypatch):
    """Choose what sends messages of the kind “test”."""
    return lambda function: monkeypatch.setattr(
        outbox, "handlers", {"test": Handler(function)}
    )


@pytest.fixture
def jobs(monkeypatch):
    """A clock without jobs, to add some."""
    monkeypatch.setattr(schedule, "jobs", {})
    return schedule.jobs


@pytest.fixture
def mail_to(settings):
    """Deliver mail to the server on a port."""

    def choose(port, **options):
        settings.MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = options.get("host", "127.0.0.1")
        settings.EMAIL_PORT = port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = options.get("auth", "")
        settings.EMAIL_TIMEOUT = options.get("timeout", 5)

    return choose


@pytest.fixture
def start_worker(transactional_db):
    """Start real worker processes on the tests' database; none outlives the test."""
    programs = []

    def starter(*arguments, code=None, **environment):
        surroundings = {**os.environ, "DATABASE_URL": database_url(), **environment}
        surroundings["PYTHONPATH"] = str(ROOT)
        command = ("-c", code) if code else ("manage.py", "worker", *arguments)
        programs.append(Program(sys.executable, *command, cwd=ROOT, env=surroundings))
        return programs[-1]

    yield starter
    for program in programs:
        program.process.kill()
        program.process.wait()
        program.process.stdout.close()
        program.process.stdin.close()


def database_url():
    """The address of the tests' own database."""
    parts = connection.get_connection_params()
    account = f"{parts.get('user', '')}:{parts.get('password', '')}"
    query = "&".join(
        f"{name}={quote(str(parts[name]), safe='')}"
        for name in ("host", "port")
        if parts.get(name)
    )
    return f"postgres://{account}@/{parts['dbname']}?{query}"


def make_due():
    """Let the time come for every message that waits."""
    OutboxMessage.objects.waiting().update(next_attempt_at="2000-01-01T00:00:00Z")


@pytest.fixture
def mail_worker(start_worker):
    """Start a worker that delivers to a mail server."""

    def starter(server, *arguments):
        address = f"smtp://127.0.0.1:{server.port}"
        return start_worker(*arguments, EMAIL_URL=address)

    return starter


def wait_until(true, seconds=60):
    """Wait until something is so; a worker takes its time to start on a busy machine."""
    processes.wait_until(true, seconds)


def write_letter():
    """Put a mail into the outbox."""
    mail.send_mail("Hello", "Text", None, ["ann@example.org"])


def sent():
    """How many messages were sent."""
    return letters().sent().count()


def letters():
    """The mails among the messages; the worker's jobs leave others of their own."""
    return OutboxMessage.objects.filter(kind="mail")
