"""A server that is killed while people write: what was acknowledged is kept, once."""

import os
import secrets
import signal
import subprocess
import sys
import threading
import time
import uuid
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import psycopg2
import pytest

from tests.e2e.conftest import ROOT, wait_for
from tests.ports import free_port

WRITERS, SECONDS = 6, 4
# Fewer than one address may begin and send in so short a time.
SENDERS, ACKNOWLEDGED = 4, 12
BEGIN = "/share/driver/"


class NoRedirect(HTTPRedirectHandler):
    """Leaves a redirection as it is."""

    def redirect_request(self, *args):
        return None


@pytest.fixture
def address():
    """Where the server is to stand."""
    return f"http://localhost:{free_port()}"


@pytest.fixture
def start(site, database, var, address):
    """Starts the server as production does; it is killed at the end."""
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "MAPCMS_VAR": str(var),
        "BASE_URL": site,  # where the database belongs
        "DJANGO_SECRET_KEY": "for the browser tests only",
    }
    environment.pop("DJANGO_DEBUG", None)
    port = address.rpartition(":")[2]
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", "127.0.0.1", "--port", port, "mapcms.wsgi:application"),
    ]
    servers = []

    def make():
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, start_new_session=True
        )
        servers.append(server)
        wait_for(address)
        return server

    yield make
    for server in servers:
        kill(server)


def kill(server):
    """End a server and all its processes without a word of warning."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(20)


def post(address, path, values):
    """Whether the server acknowledged what was sent."""
    request = Request(f"{address}{path}", urlencode(values).encode())
    try:
        build_opener(NoRedirect).open(request, timeout=30)
    except URLError as answer:
        return getattr(answer, "code", 0) == 302
    except OSError:
        return False
    return False


def drafts(database):
    """(hash of the link, title, format) of each draft that is kept."""
    with psycopg2.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.token_hash, s.answers ->> 'title',"
            " s.answers ->> 'publication_format' FROM sharing_submission s"
            " JOIN sharing_submissionlink l ON l.submission_id = s.id"
        )
        return cursor.fetchall()


def test_what_was_acknowledged_is_kept_and_nothing_is_there_twice(
    database, start, address
):
    said = {n: [] for n in range(WRITERS)}
    tokens = {n: f"{n}-{os.urandom(20).hex()}" for n in range(WRITERS)}
    is_over = threading.Event()

    def write(number):
        count = 0
        while not is_over.is_set():
            count += 1
            path = f"/share/draft/{tokens[number]}/1/" if said[number] else BEGIN
            values = {"title": f"Killed {number}", "publication_format": str(count)}
            if post(address, path, {"token": tokens[number], **values}):
                said[number].append(count)

    server = start()
    writers = [threading.Thread(target=write, args=[number]) for number in said]
    for writer in writers:
        writer.start()
    time.sleep(SECONDS)
    kill(server)
    is_over.set()
    for writer in writers:
        writer.join()
    assert all(said.values())
    kept = {title: int(count) for _, title, count in drafts(database) if count}
    for number, counts in said.items():
        # The last one may be kept though its answer was cut off.
        assert kept[f"Killed {number}"] in {counts[-1], counts[-1] + 1}

    start()
    for number in said:
        again = {"token": tokens[number], "title": f"Killed {number}"}
        assert post(address, BEGIN, again)
    titles = [title for _, title, _ in drafts(database) if "Killed" in (title or "")]
    assert sorted(titles) == [f"Killed {number}" for number in range(WRITERS)]


def send_story(address, name, token):
    """Begin a driver to which nothing is wanting, and send it off."""
    said = {"token": token, "title": f"Sent {name}", "publisher": "NHS England"}
    person = {"email": f"{name}@example.org", "written": "person", "consent": "on"}
    is_kept = post(address, BEGIN, said)
    return is_kept and post(address, f"/share/draft/{token}/send/", person)


def send_message(address, name, key):
    """Write to the community."""
    said = {"kind": "question", "words": f"Words of {name}.", "consent": "on"}
    email = f"{name}@example.org"
    return post(address, "/contact/", {**said, "email": email, "form_key": key})


def sent_by(database):
    """Of everybody who sent something in: (how often it is kept, how many letters)."""
    with psycopg2.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.email, (SELECT count(*) FROM sharing_submission WHERE sender_id ="
            " s.id) + (SELECT count(*) FROM sharing_message WHERE sender_id = s.id),"
            " (SELECT count(*) FROM background_outboxmessage WHERE kind = 'mail' AND"
            " strpos(payload::text, s.email) > 0) FROM sharing_sender s"
        )
        rows = cursor.fetchall()
    return sorted((email, kept, letters) for email, kept, letters in rows)


def test_whatever_was_sent_is_there_once_with_one_letter(database, start, address):
    acknowledged, tried = [], {}
    is_over, is_busy = threading.Event(), threading.Event()

    def send(number):
        count = 0
        while not is_over.is_set():
            count += 1
            name, act = f"killed-{number}-{count}", (send_story, send_message)[count % 2]
            key = secrets.token_urlsafe(32) if act == send_story else str(uuid.uuid4())
            tried[name] = (act, key)
            if act(address, name, key):
                acknowledged.append(name)
            if len(acknowledged) >= ACKNOWLEDGED:
                is_busy.set()

    server = start()
    senders = [threading.Thread(target=send, args=[number]) for number in range(SENDERS)]
    for sender in senders:
        sender.start()
    assert is_busy.wait(60)
    kill(server)
    is_over.set()
    for sender in senders:
        sender.join()
    assert {tried[name][0] for name in acknowledged} == {send_story, send_message}
    kept = of_these(sent_by(database), tried)
    assert {email.partition("@")[0] for email, _, _ in kept} >= set(acknowledged)
    assert {(times, letters) for _, times, letters in kept} == {(1, 1)}

    start()
    for name, (act, key) in tried.items():
        assert act(address, name, key), name
    kept = of_these(sent_by(database), tried)
    assert [email for email, _, _ in kept] == sorted(f"{n}@example.org" for n in tried)
    assert {(times, letters) for _, times, letters in kept} == {(1, 1)}


def of_these(rows, names):
    """The rows of these people, of whoever else wrote to the site."""
    emails = {f"{name}@example.org" for name in names}
    return [row for row in rows if row[0] in emails]
