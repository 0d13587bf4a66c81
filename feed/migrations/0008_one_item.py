"""One item and the state as a function, so that each connection plans it only once.

Planning took as long as reading. A prepared statement would do the same, but poolers that
hand connections from transaction to transaction lose those.
"""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0007_facets_and_listed_inline"),
    ]

    operations = [
        migrations.RunSQL(ONE, "DROP FUNCTION feed_one(uuid)"),
    ]
