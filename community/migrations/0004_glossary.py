"""The steering group looks after the acronyms as it does after the terms."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

STEERING = "Steering group"


def permissions_for_acronyms(apps):
    """What may be done with acronyms; Django creates that after all migrations."""
    app_config = apps.get_app_config("core")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    Permission = apps.get_model("auth", "Permission")
    return Permission.objects.filter(
        content_type__app_label="core", content_type__model="glossaryentry"
    )


def give(apps, schema_editor):
    """Let the steering group add, change and delete acronyms."""
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name=STEERING):
        group.permissions.add(*permissions_for_acronyms(apps))


def take_away(apps, schema_editor):
    """Leave the acronyms to superusers."""
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name=STEERING):
        group.permissions.remove(*permissions_for_acronyms(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0003_groups"),
        ("core", "0005_external_link_and_glossary"),
    ]

    operations = [migrations.RunPython(give, take_away)]
