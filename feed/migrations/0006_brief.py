"""The brief form as a column, beside the card in the row; of what is there it is made."""

import json

from django.db import migrations, models

STORE = "ALTER TABLE feed_item ALTER COLUMN brief SET STORAGE MAIN"
AS_ON_CARDS = (
    *("id", "type", "url", "title", "summary", "language"),
    *("published_at", "updated_at", "themes", "authors", "organisation", "image"),
)
BATCH = 500


def brief_of(card):
    """The brief form as it was when this column came, which later releases leave be."""
    licence = {name: card["licence"][name] for name in ("id", "label")}
    drivers = [
        (row["driver"] or {"title": row["label"]})["title"] for row in card["alignments"]
    ]
    kept = {name: card[name] for name in AS_ON_CARDS}
    form = {**kept, "drivers": drivers, "licence": licence}
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"))


def make_of_cards(apps, schema_editor):
    """Fill the column, so that no item is anew for readers."""
    items = apps.get_model("feed", "Item").objects
    rows = items.filter(is_public=True).exclude(card="").only("card")
    changed = []
    for row in rows.iterator(BATCH):
        row.brief = brief_of(json.loads(row.card + "}"))
        changed.append(row)
        if len(changed) == BATCH:
            items.bulk_update(changed, ["brief"])
            changed.clear()
    items.bulk_update(changed, ["brief"])


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0005_dumps"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="brief",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(STORE, migrations.RunSQL.noop),
        migrations.RunPython(make_of_cards, migrations.RunPython.noop),
    ]
