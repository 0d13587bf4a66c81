"""Confirmed accounts: at first those in which only the server and the owner had a hand."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# What of an account's history makes it another person's, if another person did it.
HANDS = (
    "wagtail.create",
    "community.address",
    "community.activity",
    "community.role",
)


def confirm_what_the_server_made(apps, schema_editor):
    """Trust accounts in which nobody but their owner had a hand."""
    User = apps.get_model("community", "User")
    Confirmation = apps.get_model("community", "Confirmation")
    ModelLogEntry = apps.get_model("wagtailcore", "ModelLogEntry")
    entries = ModelLogEntry.objects.filter(
        content_type__app_label="community",
        content_type__model="user",
        action__in=HANDS,
        user__isnull=False,
    )
    pairs = entries.values_list("object_id", "user")
    touched = {key for key, by in pairs if key != str(by)}
    Confirmation.objects.bulk_create(
        Confirmation(user=user)
        for user in User.objects.order_by("pk")
        if str(user.pk) not in touched
    )


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0005_search_wordings"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AlterModelManagers(
            name="user",
            managers=[],
        ),
        migrations.CreateModel(
            name="Confirmation",
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
                ("confirmed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmation",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.RunPython(confirm_what_the_server_made, migrations.RunPython.noop),
    ]
