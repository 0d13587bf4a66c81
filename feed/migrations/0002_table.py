"""What the table needs besides its columns: its sequence, language, functions and state.

What lists and searches read of an item stays in its row. Beside it, a ranked search would
fetch and put together the vector of every match, and counting each row's facets.
"""

import uuid

from django.db import migrations

LANGUAGE = """
CREATE TEXT SEARCH CONFIGURATION feed_english (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION feed_english
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""
# Pages that are to leave the site at a time of their own are few; so is what is asked.
EXPIRY = """
CREATE INDEX feed_expiry ON wagtailcore_page (expire_at)
    WHERE live AND expire_at IS NOT NULL;
"""
STORE = "ALTER TABLE feed_item ALTER COLUMN {} SET STORAGE {}"
KEPT_IN_THE_ROW = ("vector", "card", "facets", "listed")
# What every answer needs of the state; a function, so that its plan is kept.
NOW = """
CREATE FUNCTION feed_now() RETURNS TABLE (
    epoch uuid, generation bigint, sequence bigint, changed_at timestamptz,
    next_event timestamptz
) LANGUAGE plpgsql STABLE ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT s.epoch, s.generation, s.sequence, s.changed_at, least(
        (SELECT min(r.approved_go_live_at) FROM wagtailcore_revision r),
        (SELECT min(p.expire_at) FROM wagtailcore_page p
            WHERE p.live AND p.expire_at IS NOT NULL)
    ) FROM feed_state s;
END $$;
"""
# One item and the state. Planning took as long as reading. A prepared statement would do
# the same, but poolers that hand connections from transaction to transaction lose those.
ONE = """
CREATE FUNCTION feed_one(wanted uuid) RETURNS TABLE (
    epoch uuid, generation bigint, latest bigint, latest_change timestamptz,
    next_event timestamptz, "full" text, sequence bigint, hash text,
    changed_at timestamptz, is_public boolean, type text, reason text, replaced_by text
) LANGUAGE plpgsql STABLE ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT s.*, i."full", i.sequence, i.hash::text, i.changed_at,
        i.is_public, i.type::text, i.reason::text, i.replaced_by::text
    FROM feed_now() s LEFT JOIN feed_item i ON i.id = wanted;
END $$;
"""


def add_state(apps, schema_editor):
    apps.get_model("feed", "State").objects.get_or_create(
        pk=1, defaults={"epoch": uuid.uuid4()}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE feed_sequence", "DROP SEQUENCE feed_sequence"),
        migrations.RunSQL(LANGUAGE, "DROP TEXT SEARCH CONFIGURATION feed_english"),
        migrations.RunSQL(EXPIRY, "DROP INDEX feed_expiry"),
        *(
            migrations.RunSQL(STORE.format(name, "MAIN"), STORE.format(name, "EXTENDED"))
            for name in KEPT_IN_THE_ROW
        ),
        migrations.RunSQL(NOW, "DROP FUNCTION feed_now()"),
        migrations.RunSQL(ONE, "DROP FUNCTION feed_one(uuid)"),
        migrations.RunPython(add_state, migrations.RunPython.noop),
    ]
