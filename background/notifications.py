"""How a waiting worker hears of messages: by PostgreSQL's LISTEN and NOTIFY."""

import select

from django.db import connection

CHANNEL = "outbox"


def wake_worker():
    """Tell waiting workers at the end of the transaction that there is news."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def listen():
    """Be told of new messages from now on."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")


def wait_for_message(seconds: float) -> bool:
    """Wait until a message is written, after `listen`; return whether one was."""
    with connection.wrap_database_errors:
        news = connection.connection
        news.poll()
        if not news.notifies and select.select([news], [], [], seconds)[0]:
            news.poll()
        written = bool(news.notifies)
        news.notifies.clear()
    return written
