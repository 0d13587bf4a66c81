"""Links to other sites and how they answered, and the acronyms spelled out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_outbox"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExternalLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "url",
                    models.URLField(max_length=500, unique=True, verbose_name="address"),
                ),
                (
                    "checked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="last asked"
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what went wrong"
                    ),
                ),
                ("failing_since", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="GlossaryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "acronym",
                    models.CharField(
                        help_text="As people write it, for example “ICB”.",
                        max_length=30,
                        unique=True,
                    ),
                ),
                (
                    "long_form",
                    models.CharField(
                        help_text="The words it stands for, for example “integrated care board”.",
                        max_length=150,
                    ),
                ),
                (
                    "also_known_as",
                    models.TextField(
                        blank=True,
                        help_text="Other wordings that explain it as well, one on each line.",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="One sentence that helps a newcomer, if the words alone do not.",
                        max_length=300,
                    ),
                ),
            ],
            options={
                "verbose_name": "acronym",
                "verbose_name_plural": "acronyms",
                "ordering": ["acronym"],
            },
        ),
    ]
