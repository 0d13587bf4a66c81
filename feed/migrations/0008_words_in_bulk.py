"""Words are written to their index in bulk; its form stays, so nothing is made anew."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

IN_BULK = """
ALTER INDEX feed_vector SET (fastupdate = on, gin_pending_list_limit = 128)
"""
ONE_BY_ONE = """
ALTER INDEX feed_vector SET (fastupdate = off);
ALTER INDEX feed_vector RESET (gin_pending_list_limit);
SELECT gin_clean_pending_list('feed_vector')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0007_words_hash"),
    ]

    operations = [
        migrations.RunSQL(
            IN_BULK,
            ONE_BY_ONE,
            state_operations=[
                migrations.RemoveIndex(model_name="item", name="feed_vector"),
                migrations.AddIndex(
                    model_name="item",
                    index=GinIndex(
                        fields=["vector"],
                        name="feed_vector",
                        fastupdate=True,
                        gin_pending_list_limit=128,
                    ),
                ),
            ],
        ),
    ]
