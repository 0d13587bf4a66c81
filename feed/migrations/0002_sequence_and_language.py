"""The sequence, the one row of state, and the language of the full-text search."""

import uuid

from django.contrib.postgres.operations import UnaccentExtension
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


def add_state(apps, schema_editor):
    apps.get_model("feed", "State").objects.get_or_create(
        pk=1, defaults={"epoch": uuid.uuid4()}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0001_initial"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL("CREATE SEQUENCE feed_sequence", "DROP SEQUENCE feed_sequence"),
        migrations.RunSQL(LANGUAGE, "DROP TEXT SEARCH CONFIGURATION feed_english"),
        migrations.RunSQL(EXPIRY, "DROP INDEX feed_expiry"),
        migrations.RunSQL(NOW, "DROP FUNCTION feed_now()"),
        migrations.RunPython(add_state, migrations.RunPython.noop),
    ]
