"""The lock, the counter and the clock by which changes follow each other."""

from django.db import connection

# Of the advisory lock under which items are written and numbered. Any number will do.
LOCK = 7_461_001

# Constraints that wait for the commit are checked now: a check may wait for others.
TAKE_LOCK = """
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT set_config('lock_timeout', '60s', true),
    set_config('statement_timeout', '120s', true);
SELECT pg_advisory_xact_lock(%s)
"""
# A clock that never goes back, whatever the machine's does.
NEXT_STATE = """
UPDATE feed_state SET
    generation = generation + 1,
    changed_at = greatest(clock_timestamp(), changed_at)
RETURNING changed_at
"""
# The latest sequence, once all rows of a transaction have theirs.
LATEST = """
UPDATE feed_state SET changed_at = %s,
    sequence = coalesce((SELECT max(sequence) FROM feed_item), 0)
"""
# Numbers and moments are remembered nowhere else, but they are given in one order.
WRONG = """
SELECT page, CASE
    WHEN sequence IS NULL THEN %s
    WHEN sequence > latest THEN %s
    WHEN changed_at IS NULL THEN %s
    WHEN changed_at > now THEN %s
    ELSE %s
END
FROM (
    SELECT i.page, i.sequence, i.changed_at, least(s.sequence, n.last_value) AS latest,
        s.changed_at AS now, max(i.changed_at)
        FILTER (WHERE i.sequence <= s.sequence AND i.changed_at <= s.changed_at)
        OVER (ORDER BY i.sequence ROWS UNBOUNDED PRECEDING) AS latest_before
    FROM feed_item i, feed_state s, feed_sequence n
) AS numbered
WHERE sequence IS NULL OR changed_at IS NULL OR sequence > latest
    OR changed_at > now OR changed_at < latest_before
"""
NO_SEQUENCE = "has no sequence in the feed."
TOO_HIGH = "has a sequence beyond the latest one that the feed knows of."
NO_MOMENT = "has no changed_at in the feed."
TOO_LATE = "has a changed_at after the latest change that the feed knows of."
TOO_EARLY = "has a changed_at before that of a lower sequence."


def take_index_lock():
    """
    Wait for the one lock of the feed; nothing after it waits for another transaction.

    Waits longer than a request waits for other locks: whoever holds it is about to
    commit, be it after thousands of items.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE_LOCK, [LOCK])


def next_state():
    """Count one generation more; return the moment to stamp its changes with."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT_STATE)
        return cursor.fetchone()[0]


def note_latest(stamp):
    """Note the moment of the latest changes, and the latest sequence."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST, [stamp])


def wrongly_numbered():
    """Rows whose sequence or moment cannot be right: a sentence by page."""
    sentences = [NO_SEQUENCE, TOO_HIGH, NO_MOMENT, TOO_LATE, TOO_EARLY]
    with connection.cursor() as cursor:
        cursor.execute(WRONG, sentences)
        return dict(cursor.fetchall())
