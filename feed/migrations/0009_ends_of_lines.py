"""Signs that may end a line are named in what is kept, so that exports need not look."""

from django.db import migrations

NAMED = r"""
UPDATE feed_item SET {changes}
WHERE concat(card, "full", brief) ~ '[\u0085\u2028\u2029]'
"""
COLUMN = (
    r"""{0} = replace(replace(replace({0}, E'\u0085', '\u0085'),"""
    r""" E'\u2028', '\u2028'), E'\u2029', '\u2029')"""
)


def statement():
    """The change: for JSON it is the same, so no item is anew for readers."""
    columns = ("card", '"full"', "brief")
    return NAMED.format(changes=", ".join(COLUMN.format(name) for name in columns))


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0008_words_in_bulk"),
    ]

    operations = [
        migrations.RunSQL(statement(), migrations.RunSQL.noop),
    ]
