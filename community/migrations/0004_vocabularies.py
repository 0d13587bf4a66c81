"""The terms that the community ships, and the acronyms that readers meet."""

import tomllib
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).parent / "vocabularies.toml"
# In an order in which each finds the terms it points to.
VOCABULARIES = {
    "themes": ("core", "Theme"),
    "care_settings": ("core", "CareSetting"),
    "staff_groups": ("core", "StaffGroup"),
    "impacts": ("core", "ImpactCategory"),
    "services": ("core", "Service"),
    "km_techniques": ("core", "KMTechnique"),
    "publishers": ("core", "Publisher"),
    "nations": ("community", "Nation"),
    "regions": ("community", "Region"),
    "integrated_care_systems": ("community", "IntegratedCareSystem"),
}


def load_terms(apps, schema_editor):
    """Add the terms and acronyms that are not there yet."""
    shipped = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for name, place in VOCABULARIES.items():
        model = apps.get_model(*place)
        for entry in shipped[name]:
            values = {key: value_of(model, key, text) for key, text in entry.items()}
            model.objects.get_or_create(slug=values.pop("slug"), defaults=values)
    acronyms = apps.get_model("core", "GlossaryEntry")
    for entry in shipped["acronyms"]:
        acronyms.objects.get_or_create(acronym=entry["acronym"], defaults=entry)


def value_of(model, key, text):
    """A value of a term; keys to other vocabularies are given by slug."""
    related = model._meta.get_field(key).related_model
    return related.objects.get(slug=text) if related else text


class Migration(migrations.Migration):
    dependencies = [("community", "0003_groups"), ("core", "0002_initial")]

    operations = [migrations.RunPython(load_terms, migrations.RunPython.noop)]
