"""What tells that an item's words are as they were, so that they are not made anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("feed", "0006_brief"),
    ]

    operations = [
        migrations.AddField(
            model_name="item",
            name="words_hash",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
    ]
