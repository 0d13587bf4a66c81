"""People who do things to a site while it fails, and know what was acknowledged."""

import secrets
import threading
import time
from collections import defaultdict
from urllib.parse import urljoin

import requests
from lxml import html

PATIENCE = 20
READ = ("/", "/stories/", "/search/?q=evidence", "/api/feed/v1/items?limit=5")
ACKNOWLEDGED = 302


class Browser:
    """
    A browser that may be signed in.

    Args:
        origin: the beginning of the site's addresses.
        cookie: the session of somebody, as a header; empty for anybody.
    """

    def __init__(self, origin, cookie=""):
        self.origin = origin
        self.session = requests.Session()
        self.session.trust_env = False
        if cookie:
            name, _, value = cookie.partition("=")
            self.session.cookies.set(name, value)

    def get(self, path):
        """An answer."""
        return self.session.get(self.origin + path, timeout=PATIENCE)

    def post(self, path, values, **more):
        """Whether the site acknowledged what was sent."""
        return self.status(path, values, **more) == ACKNOWLEDGED

    def status(self, path, values, **more):
        """The status by which the site answers what was sent."""
        answer = self.session.post(
            self.origin + path, values, timeout=PATIENCE, allow_redirects=False, **more
        )
        return answer.status_code

    def send_form(self, path, field, values, **more):
        """Fill in the form of a screen that has a field, and send it."""
        page = html.document_fromstring(self.get(path).content)
        form = next(one for one in page.forms if field in one.inputs)
        held = [(k, v) for k, v in form.form_values() if k not in values]
        ticks = [
            (box.name, box.get("value", "on"))
            for box in form.xpath(".//input[@type='checkbox'][@name='answers']")
        ]
        target = urljoin(path, form.action or path)
        return self.post(target, [*held, *ticks, *values.items()], **more)


class People:
    """
    Several people who each do one kind of thing until they are stopped.

    Args:
        site: the `Site`.
        prepared: what `steps.prepare` made for them.
    """

    def __init__(self, site, prepared):
        self.editor = Browser(site.origin, prepared["editor"])
        self.moderator = Browser(site.origin, prepared["moderator"])
        self.visitor = Browser(site.origin)
        self.prepared = prepared
        self.acknowledged = defaultdict(list)
        self.tried = 0
        self.number = 0

    def share(self):
        """Begin to share something."""
        title = f"Shared {secrets.token_hex(6)}"
        values = {"token": secrets.token_urlsafe(32), "title": title, "do": "next"}
        self.note("share", title, self.visitor.post("/share/driver/", values))

    def upload(self):
        """Upload a file."""
        title = f"Uploaded {secrets.token_hex(6)}"
        file = {"file": (f"{title}.txt", f"The words of {title}.".encode())}
        values = {"title": title}
        path = "/admin/documents/add/"
        is_kept = self.editor.send_form(path, "title", values, files=file)
        self.note("upload", title, is_kept)

    def save(self):
        """Save a draft under its next title."""
        self.number += 1
        number, [key, *_] = self.number, self.prepared["save"]
        values = {"title": f"Saved {number}"}
        path = f"/admin/pages/{key}/edit/"
        self.note("save", (key, number), self.editor.send_form(path, "title", values))

    def submit(self):
        """Send a text for approval."""
        if key := self.next("submit"):
            path = f"/admin/editorial/send/{key}/"
            self.note("submit", key, self.editor.send_form(path, "note", {"note": "-"}))

    def approve(self):
        """Approve a text, and so publish it."""
        if key := self.next("approve"):
            path = f"/admin/editorial/review/{self.prepared['states'][str(key)]}/"
            values = {"action": "approve"}
            is_done = self.moderator.send_form(path, "fingerprint", values)
            self.note("approve", key, is_done)

    def next(self, kind):
        """The next text to do something with."""
        return self.prepared[kind].pop() if self.prepared[kind] else None

    def note(self, kind, key, is_acknowledged):
        """Remember what the site said that it did."""
        if is_acknowledged:
            self.acknowledged[kind].append(key)

    KINDS = (share, upload, save, submit, approve)

    def busy(self, is_over):
        """Have everybody at work, each in a thread; return the threads."""
        threads = [
            threading.Thread(target=self.go_on, args=(kind, is_over), daemon=True)
            for kind in self.KINDS
        ]
        for thread in threads:
            thread.start()
        return threads

    def go_on(self, kind, is_over):
        """Do one kind of thing again and again."""
        while not is_over.is_set():
            self.tried += 1
            try:
                kind(self)
            except (requests.RequestException, StopIteration):
                time.sleep(0.05)

    def count(self):
        """How many things were acknowledged."""
        return sum(map(len, self.acknowledged.values()))


class Readers:
    """
    Readers who ask so many times a second, and remember each answer.

    Args:
        site: the `Site`.
        rate: how often they ask a second, together.

    Attributes:
        answers: of each reading, when it began, its status (0 if there was none), and
            whether a 503 said when to come again.
    """

    def __init__(self, site, rate=20):
        self.origin, self.rate = site.origin, rate
        self.answers, self.is_over = [], threading.Event()

    def __enter__(self):
        self.threads = [
            threading.Thread(target=self.read, args=(n,)) for n, _ in enumerate(READ)
        ]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def read(self, number):
        """Read in turn, at a steady pace."""
        browser, pause = Browser(self.origin), len(READ) / self.rate
        while not self.is_over.wait(pause):
            begun = time.monotonic()
            path = READ[(number + len(self.answers)) % len(READ)]
            try:
                answer = browser.get(path)
                says_when = "Retry-After" in answer.headers
                self.answers.append((begun, answer.status_code, says_when))
            except requests.RequestException:
                self.answers.append((begun, 0, False))

    def failed(self, since=0, until=float("inf")):
        """Readings between two moments that were no page."""
        return [a for a in self.answers if since <= a[0] < until and a[1] != 200]
