"""A little mail server on 127.0.0.1 that can misbehave."""

import socket
import threading
from contextlib import suppress
from email import message_from_string

ANSWERS = {
    "EHLO": "250-here\r\n250 AUTH PLAIN",
    "AUTH": "235 welcome",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go on",
    ".": "250 taken",
    "RSET": "250 ok",
    "QUIT": "221 bye",
}
HANG, DISCONNECT = object(), object()


class MailServer:
    """
    Takes mails and keeps them.

    Args:
        answers: what to answer instead, by command; `HANG` and `DISCONNECT` do so.
        on_mail: called with each mail before the server says that it has it.
    """

    def __init__(self, answers=(), on_mail=None):
        self.answers = {"": "220 hello", **ANSWERS, **dict(answers)}
        self.on_mail = on_mail
        self.mails = []
        self.connections = 0
        self.closing = threading.Event()

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.closing.set()
        self.listener.close()

    def accept(self):
        """Serve one after the other in threads, until closed."""
        with suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                self.connections += 1
                threading.Thread(
                    target=self.serve, args=(connection,), daemon=True
                ).start()

    def serve(self, connection):
        """Talk to one client."""
        with suppress(OSError), connection, connection.makefile("rwb") as stream:
            self.answer(stream, "")
            while line := stream.readline().decode():
                command = line[:4].strip().upper()
                self.answer(stream, command)
                if command == "DATA":
                    self.take_mail(stream)
                    self.answer(stream, ".")

    def take_mail(self, stream):
        """Read a mail up to its dot."""
        lines = []
        while (line := stream.readline()) not in (b".\r\n", b""):
            lines.append(line.decode())
        self.mails.append(message_from_string("".join(lines)))
        if self.on_mail:
            self.on_mail(self.mails[-1])

    def answer(self, stream, command):
        """Say what is to be said to a command."""
        words = self.answers[command]
        if words is HANG:
            self.closing.wait()
        if words in (HANG, DISCONNECT):
            raise OSError
        stream.write(f"{words}\r\n".encode())
        stream.flush()
