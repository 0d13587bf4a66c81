"""How far a large change is, told to other connections while it is not yet certain.

A transaction can show others nothing it has written. What it can show is the name its
connection bears in PostgreSQL's list of connections, and that is where the count stands,
until the transaction ends.
"""

from django.db import connection

NAME = "mapcms-feed"

TELL = "SELECT set_config('application_name', %s, true)"
LISTEN = """
SELECT application_name FROM pg_stat_activity
WHERE datname = current_database() AND application_name LIKE %s
"""


def tell(done, total):
    """
    Let other connections know how far this transaction is.

    Args:
        done: how many pages are dealt with.
        total: how many there are to deal with.
    """
    with connection.cursor() as cursor:
        cursor.execute(TELL, [f"{NAME} {done} {total}"])


def current():
    """How far the change is that is being written now, as (done, total), or None."""
    with connection.cursor() as cursor:
        cursor.execute(LISTEN, [f"{NAME} %"])
        row = cursor.fetchone()
    if row is None:
        return None
    _, done, total = row[0].split(" ")
    return int(done), int(total)
