"""Giving all sequences anew, for a table that is not the one followers have read."""

from uuid import uuid4

from django.db import connection, transaction

from core.caching import site_state
from feed.index.numbering import next_state, note_latest, take_index_lock
from feed.models import Reuser, State

NUMBER_ANEW = """
UPDATE feed_item i SET sequence = n.sequence, changed_at = %s
FROM (
    SELECT page, nextval('feed_sequence') AS sequence
    FROM (SELECT page FROM feed_item ORDER BY sequence, page) AS in_order
) AS n
WHERE n.page = i.page
"""


@transaction.atomic
def begin_epoch():
    """
    Have everybody begin again: with `/changes`, by date, and with what they remember.

    Every item and tombstone gets a new sequence and a new moment, acknowledgements start
    at nought. Whoever then drops what the new reading does not name holds a true copy,
    whatever was lost with the table of before.
    """
    take_index_lock()
    State.objects.update(epoch=uuid4())
    site_state.begin_epoch()
    stamp = next_state()
    with connection.cursor() as cursor:
        cursor.execute(NUMBER_ANEW, [stamp])
    note_latest(stamp)
    Reuser.begin_again()
