"""What people type when they search is the steering group's to edit."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def grant(apps, schema_editor):
    """Give the steering group its rights, which Django makes after all migrations."""
    app_config = apps.get_app_config("core")
    app_config.models_module = True
    create_permissions(app_config, apps=apps, verbosity=0)
    app_config.models_module = None
    rights = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="core", content_type__model="searchwording"
    )
    group = apps.get_model("auth", "Group").objects.get(name="Steering group")
    group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("community", "0004_vocabularies"),
        ("core", "0006_search_wording"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
