"""A stand-in for clamd: it speaks its protocol and knows the one test virus."""

import socketserver
import struct
import threading

# What every scanner takes for a virus and nothing else does (eicar.org), put together so
# that no scanner stops this file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MOST = 1 << 20


class Conversation(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self):
        """Answer one command, as clamd(8) says."""
        command = self.command()
        if command == b"PING":
            self.wfile.write(b"PONG\0")
        elif command == b"INSTREAM":
            self.server.scanned.append(data := b"".join(self.blocks()))
            self.wfile.write(b"stream: %s\0" % self.verdict(data))

    def command(self):
        """What was asked, between its two signs."""
        assert self.rfile.read(1) == b"z"
        said = b""
        while (sign := self.rfile.read(1)) != b"\0":
            said += sign
        return said

    def blocks(self):
        """What was sent, a block at a time."""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            yield self.rfile.read(size)

    def verdict(self, data):
        """What is in it."""
        if len(data) > MOST:
            return b"INSTREAM size limit exceeded. ERROR"
        return b"Eicar-Test-Signature FOUND" if EICAR in data else b"OK"


class Clamd:
    """A scanner that listens, at a path or a port of this machine, while it is needed."""

    def __init__(self, path=None):
        kind = (
            socketserver.ThreadingUnixStreamServer
            if path
            else (socketserver.ThreadingTCPServer)
        )
        self.server = kind(str(path) if path else ("127.0.0.1", 0), Conversation)
        self.server.scanned = self.scanned = []
        where = path or f"//127.0.0.1:{self.server.server_address[1]}"
        self.url = f"{'unix' if path else 'tcp'}:{where}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *problem):
        self.server.shutdown()
        self.server.server_close()
