"""Asking other servers: only those on the public network, and only for so long."""

import threading
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from socket import SHUT_RDWR, socket
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import filter_host
from requests_hardened.ip_filter_adapter import IPFilterAdapter

PORTS = {"http": 80, "https": 443}
# Tests of the network alone let requests stay on this machine.
loopback_is_allowed = False


class PlainHttp(ValueError):
    """An address of HTTP without encryption, where that is not enough."""


def public_session(purpose, seconds, allow_loopback=False):
    """
    Open a session that says who it is and refuses private networks, also behind a name.

    The address is looked up once and that very address is asked, so a name that leads
    elsewhere a moment later changes nothing. Redirects are not followed.

    Args:
        purpose: what the requests are for, in English; servers see it.
        seconds: how long to wait for a connection, and for each part of an answer.
        allow_loopback: whether this machine may be asked.

    Returns:
        A `requests` session, which nothing in the environment can lead through a proxy.
    """
    session = Manager(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=allow_loopback or loopback_is_allowed,
            never_redirect=True,
            default_timeout=(seconds, seconds),
            user_agent_override=f"mapcms {purpose} (+{settings.BASE_URL})",
        )
    ).get_session()
    session.trust_env = False
    return session


def refuse_private(url, allow_loopback=False):
    """
    Look whether an address leads to a server on the public network.

    The library's own errors pass through: a ValueError or an OSError where the address
    leads to a private place, an OSError where its name cannot be looked up.

    Args:
        url: the address, as somebody wrote it.
        allow_loopback: whether this machine is one too.

    Returns:
        The address of IP that it leads to, as text.

    Raises:
        ValueError: it is no address of HTTP, or holds a name and password.
    """
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None:
        raise ValueError("That is not an address of the public web.")
    port = parts.port or PORTS[parts.scheme]
    allowed = allow_loopback or loopback_is_allowed
    return filter_host(parts.hostname, port, allow_loopback=allowed)


def is_loopback(host):
    """Whether a host, by name or number, is this very machine."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


@contextmanager
def within(session, seconds, allow_loopback=False):
    """
    Cut the session's connections when the time is up, however slowly a server drips.

    Args:
        session: a `public_session` that was not used before.
        seconds: how long everything inside may take together.
        allow_loopback: whether this machine may be asked.

    Raises:
        requests.exceptions.Timeout: the time was up.
    """
    opened: list[socket] = []
    is_over = threading.Event()
    allowed = allow_loopback or loopback_is_allowed
    for scheme in PORTS:
        is_secure = scheme == "https"
        adapter = NotingAdapter(is_secure, allow_loopback=allowed)
        adapter.opened = opened
        session.mount(f"{scheme}://", adapter)
    timer = threading.Timer(seconds, cut, [opened, is_over])
    timer.daemon = True
    timer.start()
    try:
        yield
        if is_over.is_set():
            raise requests.exceptions.Timeout
    finally:
        timer.cancel()
        for connection in opened:
            connection.close()


def cut(connections, is_over):
    """End connections from outside; whoever reads from them finds an end or an error."""
    is_over.set()
    for connection in connections:
        with suppress(OSError):
            connection.shutdown(SHUT_RDWR)


class NotingAdapter(IPFilterAdapter):
    """Remembers the connections it opens."""

    def get_connection_with_tls_context(self, *args, **kwargs):
        """The pool for a request, whose connections note their sockets."""
        pool = super().get_connection_with_tls_context(*args, **kwargs)
        opened = self.opened
        usual: Any = type(pool).ConnectionCls

        class NotingConnection(usual):
            def _new_conn(self):
                made = super()._new_conn()
                # A duplicate: TLS takes the socket itself over.
                opened.append(made.dup())
                return made

        pool.ConnectionCls = NotingConnection
        return pool


def start_of(response, size):
    """The first bytes of an answer that was asked for as a stream, at most `size`."""
    found = b""
    for part in response.iter_content(4096):
        found += part
        if len(found) >= size:
            break
    return found[:size]


def problem_in_words(error, seconds):
    """What kept a request from being answered, in a few words without an address."""
    kinds = (
        (PlainHttp, "it does not begin with https://"),
        (requests.exceptions.SSLError, "its certificate is not valid"),
        (requests.exceptions.Timeout, f"it did not answer within {seconds} seconds"),
        (requests.exceptions.ConnectionError, "its server cannot be found or reached"),
    )
    named = (words for kind, words in kinds if isinstance(error, kind))
    return next(named, "the address leads to no place on the public web")
