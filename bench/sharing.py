"""How the form to share something bears people: one, fifty at a time, fifty at once.

Django must be set up before this is imported.
"""

import http.client
import re
import secrets
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile

from bench.requests import rotating
from bench.works import PORT, Side
from core.models import Attempts
from sharing import spam
from sharing.models import Submission
from sharing.models.submissions import State
from sharing.share_types import share_type
from sharing.submissions import writing
from sharing.word import read, template

PAGES = ("/", "/stories/", "/share/", "/share/map-story/")
PEOPLE, PAUSE, LASTING = 50, 5.0, 30.0
HIDDEN = re.compile(r'name="(token|mark)" value="([^"]*)"')
WORDS_ON_A_PAGE = 450
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Host": "localhost"}


def lines():
    """
    Measure all of it.

    Returns:
        The lines of a table, and sentences.
    """
    forget_limits()
    waits = sorted(people_who_write())
    forget_limits()
    kept, last = sent_at_once()
    return [
        "\n| page | a second |\n|---|---|",
        *(f"| `{path}` | {rate(path):,.0f} |" for path in PAGES),
        f"\n{PEOPLE} people, a step every {PAUSE:.0f} s for {LASTING:.0f} s: "
        f"{len(waits)} steps, median {statistics.median(waits) * 1000:.0f} ms, p95 "
        f"{waits[int(len(waits) * 0.95)] * 1000:.0f} ms.",
        f"{PEOPLE} sent at once: {kept} kept, the last answered after {last:.1f} s.",
        f"A Word file of ten pages is read in {word_file() * 1000:.0f} ms (median).",
    ]


def rate(path):
    """How often a page is answered a second."""
    side = Side(rotating([path]))
    side.round()
    return side.rate


def forget_limits():
    """All come from one address here, as fast as no hospital does."""

    Attempts.objects.all().delete()


def ask(method, path, values=None):
    """One request on a connection of its own: (status, address it leads to, body)."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
    body = urlencode(values) if values is not None else None
    connection.request(method, path, body, FORM)
    answer = connection.getresponse()
    found = answer.status, answer.headers.get("Location", ""), answer.read().decode()
    connection.close()
    return found


def people_who_write():
    """How long each step took, in seconds, of people who write at their own pace."""
    waits, end = [], time.monotonic() + LASTING

    def write(number):
        time.sleep(number * PAUSE / PEOPLE)
        path = "/share/map-story/"
        said = {"title": f"Story {number}", "do": "next"}
        while time.monotonic() < end:
            began = time.perf_counter()
            _, _, form = ask("GET", path)
            status, onward, _ = ask("POST", path, {**dict(HIDDEN.findall(form)), **said})
            waits.append(time.perf_counter() - began)
            if status != 302:
                raise RuntimeError(f"{path} answered {status}.")
            path = next_step(urlsplit(onward).path)
            said = {"story": f"Words of {number}, {began}.", "do": "next"}
            time.sleep(PAUSE)

    in_threads(write, range(PEOPLE))
    return waits


def next_step(path):
    """The part in which the story is told, whatever comes next."""
    return re.sub(r"/\d+/$", "/5/", path)


def in_threads(work, things):
    """Do some work with each of several things at once; raise what any of it raised."""
    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(work, things))


def sent_at_once():
    """How many of fifty sendings in one moment are kept, and how long the last took."""

    tokens = [finished(number) for number in range(PEOPLE)]
    together, begun = threading.Barrier(PEOPLE), spam.begin()

    def send(number):
        values = {
            "email": f"reader{number}@example.org",
            "written": "person",
            "consent": "on",
            "begun": begun,
        }
        together.wait()
        began = time.perf_counter()
        status, _, _ = ask("POST", f"/share/draft/{tokens[number]}/send/", values)
        return status, time.perf_counter() - began

    found = in_threads(send, range(PEOPLE))
    kept = Submission.objects.filter(state=State.UNCONFIRMED).count()
    acknowledged = sum(status == 302 for status, _ in found)
    if acknowledged != kept:
        raise RuntimeError(f"{acknowledged} were acknowledged and {kept} kept.")
    return kept, max(seconds for _, seconds in found)


def finished(number):
    """The token of a draft to which nothing is wanting."""

    token = secrets.token_urlsafe(32)
    submission = writing.begin(share_type("driver"), token)
    submission.answers = {"title": f"Driver {number}", "publisher": "NHS England"}
    submission.save()
    return token


def word_file():
    """The median time in seconds in which a filled-in file of ten pages is read."""

    kind = share_type("map-story")
    page = " ".join(["evidence", "for", "wards"] * (WORDS_ON_A_PAGE // 3))
    data = template(kind, {"title": "Ten pages", "story": "\n".join([page] * 10)})
    times = []
    for _ in range(9):
        began = time.perf_counter()
        read(SimpleUploadedFile("ten.docx", data), [kind])
        times.append(time.perf_counter() - began)
    return statistics.median(times)
