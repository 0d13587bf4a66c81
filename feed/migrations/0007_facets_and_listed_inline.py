"""Keep what counts and lists read in the row as well.

Since the vector and the card stay in the row, PostgreSQL moved other columns out to make
room; counting facets fetched each row's facets from the table beside it.
"""

from django.db import migrations

COLUMNS = ("facets", "listed")
STORE = "ALTER TABLE feed_item ALTER COLUMN {} SET STORAGE {}"
# A value moves only when it is written, and written only where it is another value.
MOVE = """
UPDATE feed_item SET facets = array_cat(facets, '{}'), listed = listed || '',
    card = card || '', vector = vector || ''::tsvector
"""


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0006_card_and_vector_inline"),
    ]

    operations = [
        *(
            migrations.RunSQL(STORE.format(name, "MAIN"), STORE.format(name, "EXTENDED"))
            for name in COLUMNS
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop, elidable=True),
    ]
