"""What people may send in is declared once, and stands on the pages that come of it."""

from dataclasses import replace

import pytest
from django.apps import apps

from core.panels import StepPanel
from sharing import share_types as declared
from sharing.share_types import (
    Kind,
    Part,
    ShareField,
    ShareType,
    fields_stand_on_their_pages,
    register,
    share_type,
    share_types,
    unknown_fields,
)
from sharing.word.labels import key_of

KEYS = ["map-story", "km-story", "driver"]
MAP, KM, DRIVER = KEYS
# As the documents of the toolkit print them.
PRINTED = {
    MAP: {
        "Title": "title",
        "Project team": "team",
        "Resources required": "resources",
        "Timeframe": "timeframe",
        "Expected timeframe": "timeframe",
        "“The story”": "story",
        "Description of product/ service/project": "story",
        "Alignment to local, regional and national drivers": "alignments",
        "Alignment to local, regional & national drivers": "alignments",
        "Alignment to local/national and regional drivers": "alignments",
        "Impact for the Library": "impact_library",
        "Abstract": "summary",
    },
    DRIVER: {
        "Title of driver": "title",
        "Title (incl. acronyms, alternative names)": "title",
        "Alternative Titles": "alternative_titles",
        "Impact on library policy/practice": "impact",
        "What does this mean for libraries?": "impact",
        "Source": "publisher",
        "Link to main document": "source_url",
        "Publication format": "publication_format",
        "Date of publication": "date",
        "Summary of driver": "summary",
        "Key features of driver": "key_features",
    },
}


def every_field():
    """Each field with its type, and each column with its field's type."""
    for one in share_types():
        for field in one.fields:
            yield one, field
            for column in field.columns:
                yield one, column


def made(**changes):
    """A type with one field."""
    field = ShareField(**{"name": "title", "label": "Title", **changes})
    part = Part("All", "All of it.", (field,))
    return ShareType("odd", "odd one", "Something.", "stories.KMStoryPage", (part,))


def test_what_people_may_send_in_is_registered_as_the_rooms_start():
    assert sorted(one.key for one in share_types()) == sorted(KEYS)
    assert share_type(KM).name == "KM Story"
    with pytest.raises(KeyError):
        share_type("poem")


def test_a_key_has_one_type():
    assert register(share_type(KM)) is share_type(KM)
    with pytest.raises(ValueError, match="registered twice"):
        register(replace(share_type(KM), name="other"))


def test_every_field_stands_on_its_page():
    assert fields_stand_on_their_pages(None) == []


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"name": "titel"}, "titel"),
        (
            {"name": "measures", "columns": (ShareField("number", "Number"),)},
            "measures.number",
        ),
    ],
)
def test_a_field_that_the_page_does_not_have_is_named(monkeypatch, changes, name):
    odd = made(**changes)
    assert list(unknown_fields(odd)) == [name]
    monkeypatch.setattr(declared, "_registered", {"odd": odd})
    (error,) = fields_stand_on_their_pages(None)
    assert error.id == "mapcms.E017"
    assert f"“{name}”" in error.msg


@pytest.mark.parametrize(
    ("key", "label", "name"),
    [
        (key, label, name)
        for key, labels in PRINTED.items()
        for label, name in labels.items()
    ],
)
def test_older_labels_are_known(key, label, name):
    field = share_type(key).field(name)
    assert key_of(label) in map(key_of, field.labels)


def test_a_label_means_one_field():
    for one in share_types():
        for fields in (one.fields, *(field.columns for field in one.fields)):
            labels = [key_of(label) for field in fields for label in field.labels]
            assert len(labels) == len(set(labels)), one.key


def test_each_field_is_named_once_and_helps():
    for one in share_types():
        names = [field.name for field in one.fields]
        assert len(names) == len(set(names))
        for field in one.fields:
            assert field.hint.endswith((".", "?")), field.name
            assert field.example or field.columns, field.name


def test_kinds_have_what_they_need():
    for _one, field in every_field():
        assert bool(field.choices) == (field.kind == Kind.CHOICE), field.name
        assert bool(field.columns) == (field.kind == Kind.ROWS), field.name
        assert {*field.flat} <= {column.name for column in field.columns}
        assert field.least <= field.most or not field.most


def test_what_a_page_needs_is_asked_for():
    for one in share_types():
        names = {field.name for field in one.fields}
        model = apps.get_model(one.page_model)
        for need in model.needs:
            assert need.field in names, (one.key, need.field)


def test_a_map_story_has_the_steps_of_its_form():
    steps = [part.step for part in share_type(MAP).parts if part.step]
    panels = apps.get_model("stories.MapStoryPage").content_panels
    assert steps == [p.number for p in panels if isinstance(p, StepPanel)]


def test_editors_name_the_steps():
    part = Part("Consider your aim", "Before.", (), step=1)
    assert part.title() == "Step 1: Consider your aim"
    assert part.title(["Begin with why"]) == "Step 1: Begin with why"
    assert Part("About it", "All.", ()).title(["Begin"]) == "About it"
