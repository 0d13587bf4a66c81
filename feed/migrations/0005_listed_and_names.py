"""What lists of pages show of an item, and what a misspelt word may have meant."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0004_webhooks"),
    ]

    operations = [
        TrigramExtension(),
        migrations.AddField(
            model_name="item",
            name="listed",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="item",
            name="names",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="state",
            name="form",
            field=models.IntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="item",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("names", name="gin_trgm_ops"),
                fastupdate=True,
                gin_pending_list_limit=1024,
                name="feed_names",
            ),
        ),
    ]
