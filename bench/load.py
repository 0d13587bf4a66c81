"""A client that asks as fast as it is answered, over a few connections."""

import re
import selectors
import socket
import time
from dataclasses import dataclass, field

HEADERS = "Host: localhost\r\nAccept: */*\r\n"
END = b"\r\n\r\n"
LENGTH = re.compile(rb"content-length: *([0-9]+)", re.IGNORECASE)


@dataclass
class Outcome:
    """What came of a round: answers, seconds, and how long each answer took."""

    answers: int = 0
    seconds: float = 0.0
    waits: list = field(default_factory=list)
    refused: int = 0

    @property
    def rate(self):
        """Answers a second."""
        return self.answers / self.seconds if self.seconds else 0.0


class Line:
    """One connection: sends the next request when the answer before is complete."""

    def __init__(self, port, requests):
        self.requests = requests
        self.port = port
        self.open()

    def open(self):
        """Connect."""
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = bytearray()
        self.wanted = None

    def send(self):
        """Ask for the next thing."""
        self.started = time.perf_counter()
        self.buffer.clear()
        self.wanted = None
        self.socket.sendall(next(self.requests))

    def receive(self):
        """Take in what has come; return the status once the answer is complete."""
        data = self.socket.recv(1 << 18)
        if not data:
            raise ConnectionError("The server closed the connection.")
        self.buffer += data
        if self.wanted is None:
            end = self.buffer.find(END)
            if end < 0:
                return None
            self.wanted = end + 4 + length(bytes(self.buffer[:end]))
        if len(self.buffer) < self.wanted:
            return None
        return int(self.buffer[9:12])


def length(head):
    """How many bytes follow a head."""
    if head[9:12] in {b"304", b"204"}:
        return 0
    found = LENGTH.search(head)
    if not found:
        raise ValueError(f"No length in {head[:300]!r}")
    return int(found[1])


def request_for(path, extra=""):
    """A request as it goes over the wire."""
    return f"GET {path} HTTP/1.1\r\n{HEADERS}{extra}\r\n".encode()


def run(port, requests, seconds, connections=8, expected=200):
    """
    Ask for a while.

    Args:
        port: where the server listens on this machine.
        requests: an endless iterator of requests, as `request_for` makes them.
        seconds: for how long; in any case until there is one answer.
        connections: how many requests are under way at once.
        expected: the status every answer must have.

    Returns:
        An `Outcome`.

    Raises:
        AssertionError: an answer had another status.
    """
    outcome = Outcome()
    selector = selectors.DefaultSelector()
    lines = [Line(port, requests) for _ in range(connections)]
    for line in lines:
        line.send()
        selector.register(line.socket, selectors.EVENT_READ, line)
    start = time.perf_counter()
    end = start + seconds
    while (now := time.perf_counter()) < end or not outcome.answers:
        for key, _ in selector.select(timeout=1):
            line = key.data
            status = line.receive()
            if status is None:
                continue
            if status != expected:
                raise AssertionError(bytes(line.buffer[:600]))
            outcome.answers += 1
            outcome.waits.append(time.perf_counter() - line.started)
            line.send()
    outcome.seconds = now - start
    for line in lines:
        line.socket.close()
    return outcome
