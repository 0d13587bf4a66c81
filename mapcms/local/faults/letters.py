"""A mail server that fails in each way there is, and workers that are killed."""

import socket
import threading
import time
from contextlib import contextmanager, suppress

from mapcms.local.faults.outcomes import Outcome
from mapcms.local.faults.people import People

HOST = "127.0.0.1"
USUAL = {
    "": "220 hello",
    "EHLO": "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN",
    "AUTH": "235 welcome",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    ".": "250 taken",
    "STARTTLS": "220 go on",
    "QUIT": "221 bye",
}
SILENCE, GONE = "silence", "gone"
# By what is wrong: what the server answers instead, and how it is named in EMAIL_URL.
WAYS = {
    "refused": ({}, "smtp://127.0.0.1:1"),
    "no such name": ({}, "smtp://mail.invalid:25"),
    "wrong password": ({"AUTH": "535 no"}, "smtp://user:password@{}"),
    "busy (421)": ({"": "421 busy"}, "smtp://{}"),
    "hangs": ({"": SILENCE}, "smtp://{}"),
    "no TLS": ({"STARTTLS": GONE}, "smtp+tls://{}"),
    "drops what it took": ({".": GONE}, "smtp://{}"),
}
MOST_SECONDS = 1


class MailServer(threading.Thread):
    """
    Talks SMTP, as far as it is told to.

    Args:
        answers: what it answers instead, by command.
    """

    def __init__(self, answers):
        super().__init__(daemon=True)
        self.answers, self.taken = USUAL | answers, 0
        self.listener = socket.create_server((HOST, 0))
        self.place = f"{HOST}:{self.listener.getsockname()[1]}"

    def run(self):
        """Take connections until closed."""
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self.talk, args=(client,), daemon=True).start()

    def talk(self, client):
        """Talk to one client until it leaves."""
        with suppress(OSError), client, client.makefile("rwb") as stream:
            self.answer(stream, "")
            while line := stream.readline().decode():
                command = line.split()[0].upper() if line.split() else ""
                self.answer(stream, command)
                if command == "DATA":
                    while stream.readline() not in {b".\r\n", b""}:
                        pass
                    self.answer(stream, ".")
                    self.taken += 1

    def answer(self, stream, command):
        """Say what is to be said."""
        words = self.answers.get(command, "250 ok")
        if words == SILENCE:
            time.sleep(60)
        if words in {SILENCE, GONE}:
            raise OSError
        stream.write(f"{words}\r\n".encode())
        stream.flush()


@contextmanager
def mail_server(answers):
    """A mail server on this machine."""
    server = MailServer(answers)
    server.start()
    try:
        yield server
    finally:
        server.listener.close()


def mail_fails(site):
    """FA-05: somebody sends a text for approval while no letter can leave, each way."""
    people = People(site, site.step(f"prepare({len(WAYS)})"))
    waits, amiss = [], []
    for way, (answers, address) in WAYS.items():
        with mail_server(answers) as server:
            begun = time.monotonic()
            people.submit()
            waits.append(time.monotonic() - begun)
            site.step("make_due()")
            before = site.step("letters()")
            site.work_once(EMAIL_URL=address.format(server.place))
            after = site.step("letters()")
        if after["sent"] != before["sent"] or not after["last"] or not after["waiting"]:
            amiss.append(f"{way}: {after}.")
    if len(people.acknowledged["submit"]) != len(WAYS):
        amiss.append(f"{len(people.acknowledged['submit'])} of {len(WAYS)} were sent.")
    if max(waits) > MOST_SECONDS:
        amiss.append(f"It took {max(waits):.1f} s.")
    waiting = site.step("letters()")["waiting"]
    taken = send_all(site)
    if taken != waiting:
        amiss.append(f"Of {waiting} letters {taken} came afterwards.")
    return Outcome(
        done=f"{len(WAYS)} ways ({', '.join(WAYS)}); a text is sent in at most "
        f"{max(waits):.2f} s; afterwards {taken} of {waiting} letters came",
        acknowledged=people.count(),
        amiss=tuple(amiss),
    )


def send_all(site):
    """Send all that waits to a mail server that is well; return how many it took."""
    site.step("make_due()")
    with mail_server({}) as server:
        site.work_once(EMAIL_URL=f"smtp://{server.place}")
    return server.taken


def worker_killed(site):
    """FA-06: a worker killed with -9 while it hands letters over."""
    people = People(site, site.step("prepare(2)"))
    people.submit()
    site.step("make_due()")
    waiting = site.step("letters()")["waiting"]
    with mail_server({".": SILENCE}) as server:
        with site.told(EMAIL_URL=f"smtp://{server.place}"):
            worker = site.children.start("manage.py", "worker")
        time.sleep(8)
        worker.kill()
        worker.wait()
        site.children.clean(worker)
    left = site.step("letters()")["waiting"]
    taken = send_all(site)
    is_kept = 0 < waiting == left == taken
    amiss = () if is_kept else (f"{waiting}, {left}, {taken} letters.",)
    return Outcome(
        done=f"with {waiting} letters in hand: {taken} came from the next worker",
        acknowledged=people.count(),
        amiss=amiss,
    )
