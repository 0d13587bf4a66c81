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
CREATE INDEX feed_expiry ON wagtailcore_page (expire_at) WHERE expire_at IS NOT NULL;
"""


def add_state(apps, schema_editor):
    apps.get_model("feed", "State").objects.get_or_create(
        pk=1, defaults={"epoch": uuid.uuid4()}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0001_initial"),
        ("wagtailcore", "0001_squashed_0016_change_page_url_path_to_text_field"),
    ]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL("CREATE SEQUENCE feed_sequence", "DROP SEQUENCE feed_sequence"),
        migrations.RunSQL(LANGUAGE, "DROP TEXT SEARCH CONFIGURATION feed_english"),
        migrations.RunSQL(EXPIRY, "DROP INDEX feed_expiry"),
        migrations.RunPython(add_state, migrations.RunPython.noop),
    ]
