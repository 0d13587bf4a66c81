"""The vocabularies that the community ships, from the demo's files."""

from community.models import IntegratedCareSystem, Nation, Organisation, Region
from core.models import (
    CareSetting,
    GlossaryEntry,
    ImpactCategory,
    KMTechnique,
    Publisher,
    Service,
    StaffGroup,
    Theme,
)
from home.demo import source

# In an order in which each finds the terms it points to.
VOCABULARIES = {
    "themes": Theme,
    "care_settings": CareSetting,
    "staff_groups": StaffGroup,
    "impacts": ImpactCategory,
    "services": Service,
    "km_techniques": KMTechnique,
    "publishers": Publisher,
    "nations": Nation,
    "regions": Region,
    "integrated_care_systems": IntegratedCareSystem,
    "organisations": Organisation,
}


def load_vocabularies():
    """Add the terms that are not there yet. What editors changed stays."""
    for name, model in VOCABULARIES.items():
        for entry in entries(name):
            values = {key: value(model, key, text) for key, text in entry.items()}
            slug = values.pop("slug")
            if not model.objects.filter(slug=slug).exists():
                model.objects.create(slug=slug, **values)


def load_acronyms():
    """Add the acronyms that are not there yet. What editors changed stays."""
    for entry in source.read_content("vocabularies")["acronyms"]:
        GlossaryEntry.objects.get_or_create(acronym=entry["acronym"], defaults=entry)


def entries(name):
    """The terms of one vocabulary in the files."""
    if name == "publishers":
        return source.read_content("publishers")["term"]
    return source.read_content("vocabularies")[name]


def value(model, key, text):
    """A value of a term; keys to other vocabularies are given by slug."""
    related = model._meta.get_field(key).related_model
    return related.objects.get(slug=text) if related else text
