import uuid

from django.db import migrations, models


def give_keys(apps, schema_editor):
    """Every document that is there has a key of its own."""
    documents = apps.get_model("core", "CustomDocument")
    rows = documents.objects.only("pk")
    for document in rows.iterator():
        document.key = uuid.uuid4()
        document.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_outbox_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="customdocument",
            name="key",
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="customdocument",
            name="key",
            field=models.UUIDField(default=uuid.uuid4, unique=True, editable=False),
        ),
    ]
