"""Which models know a room above their own: those that docs/architecture.md names."""

import re
from pathlib import Path

from django.apps import apps

LAYERS = (
    ("background",),
    ("core",),
    ("community",),
    ("editorial", "feed"),
    ("search", "insight"),
    ("sharing",),
    ("stories", "toolkit"),
    ("home", "operations"),
)
LEVEL = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
ARCHITECTURE = Path(__file__).parents[1] / "docs" / "architecture.md"
ROW = re.compile(r"^\| `(\w+\.\w+\.\w+)` \| `(\w+\.\w+)` \|", re.MULTILINE)


def keys():
    """Every key and many-to-many relation between our rooms, as (from, to) by name."""
    for model in apps.get_models(include_auto_created=False):
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            target = field.related_model
            if target and {room_of(model), room_of(target)} <= set(LEVEL):
                yield model, field, target


def room_of(model):
    return model._meta.app_label


def upwards():
    """Those that lead to a room above, or to one beside their own."""
    return {
        (f"{model._meta.label}.{field.name}", target._meta.label)
        for model, field, target in keys()
        if room_of(model) != room_of(target)
        and LEVEL[room_of(target)] >= LEVEL[room_of(model)]
    }


def test_keys_upwards_are_those_that_the_architecture_names():
    assert upwards() == set(ROW.findall(ARCHITECTURE.read_text()))


def test_keys_are_found_at_all():
    assert len(list(keys())) > 50
