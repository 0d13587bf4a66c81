"""Files that come slowly, or not to their end, from behind a hospital's network."""

import http.client
import os
import re
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import psycopg2
import pytest

SECONDS, PIECES = 4, 8
# More than Django keeps in memory, so that it goes into a file on the way.
TEXT = b"What we did for the ward. " * 120_000
EDGE = "an-edge-that-stands-in-no-text"
PART = '--%s\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n'


@pytest.fixture
def draft(site):
    """The path of a story that somebody has begun."""
    token = os.urandom(20).hex()
    values = {"token": token, "title": "Slowly"}
    server = http.client.HTTPConnection(urlsplit(site).netloc, timeout=30)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    server.request("POST", "/share/map-story/", urlencode(values), form)
    answer = server.getresponse()
    assert answer.status == 302, answer.read()
    return re.match("(/.+/)[0-9]+/$", answer.headers["Location"])[1]


def body():
    """What a browser sends for a file."""
    fields = {"do": "add", "description": "Our list", "permission": "It is mine."}
    parts = [PART % (EDGE, n, "") + f"{value}\r\n" for n, value in fields.items()]
    file = PART % (EDGE, "file", '; filename="list.txt"')
    return "".join([*parts, file]).encode() + TEXT + f"\r\n--{EDGE}--\r\n".encode()


def send(site, path, pieces):
    """Send a file in pieces, and then wait for the answer if it was all."""
    data = body()
    server = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60)
    server.putrequest("POST", f"{path}files/")
    server.putheader("Content-Type", f"multipart/form-data; boundary={EDGE}")
    server.putheader("Content-Length", str(len(data)))
    server.endheaders()
    size = len(data) // PIECES + 1
    for number in range(pieces):
        server.send(data[number * size : (number + 1) * size])
        time.sleep(SECONDS / PIECES)
    if pieces < PIECES:
        server.close()
        return None
    return server.getresponse().status


def files_of(database):
    """How much was sent along, by anybody."""
    with psycopg2.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sharing_submissionfile")
        return cursor.fetchone()[0]


def on_the_way():
    """Files in which uploads stand until they are all there."""
    return set(Path(tempfile.gettempdir()).glob("*.upload*"))


def test_one_that_comes_slowly_is_taken_and_holds_up_nobody(site, draft, database):
    before, kept = on_the_way(), files_of(database)
    said = []
    sender = threading.Thread(target=lambda: said.append(send(site, draft, PIECES)))
    sender.start()
    waits, seen = [], set()
    while sender.is_alive():
        begun = time.monotonic()
        assert urlopen(f"{site}/stories/", timeout=30).status == 200
        waits.append(time.monotonic() - begun)
        seen |= on_the_way() - before
        time.sleep(0.1)
    assert said == [302]
    assert files_of(database) == kept + 1
    assert len(waits) > PIECES
    assert max(waits) < SECONDS / 2, "readers waited for the upload"
    assert seen, "it stood nowhere meanwhile, so nothing shows that it went"
    assert on_the_way() <= before


def test_one_that_is_cut_off_leaves_nothing(site, draft, database):
    before, kept = on_the_way(), files_of(database)
    assert send(site, draft, PIECES // 2) is None
    for _ in range(50):
        if on_the_way() <= before:
            break
        time.sleep(0.2)
    assert on_the_way() <= before
    assert files_of(database) == kept
    assert send(site, draft, PIECES) == 302, "the same person tries again"
