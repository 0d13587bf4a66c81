"""
Files that people filled in, each in its own way, are read as they are meant.

Those in `word_files` were written by LibreOffice Writer 7.4: each file of `filled_in`
opened there and saved again, the template typed into, and a story typed from nothing.
"""

from pathlib import Path

import pytest

from tests.sharing.documents import WARDS, reading, rest, texts
from tests.sharing.filled_in import FILES, MAP_VALUES, STP

WRITTEN_BY_LIBREOFFICE = Path(__file__).parent / "word_files"
TYPED_INTO_THE_TEMPLATE = MAP_VALUES | {"alignments": MAP_VALUES["alignments"][:1]}
TYPED_IN_WRITER = WARDS | {
    "story": "In March we began.\nThen others asked.",
    "replicate": "Ask the ward manager.\nGo on Mondays.",
    "alignments": [STP],
}


@pytest.mark.parametrize("name", FILES)
def test_a_filled_in_file_is_read(name):
    make, key, said = FILES[name]
    found = reading(make(), key)
    assert texts(found) == said
    assert rest(found) == []


@pytest.mark.parametrize("name", FILES)
def test_the_same_is_read_when_libreoffice_saved_it(name):
    _make, key, said = FILES[name]
    found = reading((WRITTEN_BY_LIBREOFFICE / f"{name}.docx").read_bytes(), key)
    assert texts(found) == said
    assert rest(found) == []


@pytest.mark.parametrize(
    ("name", "key", "said", "left"),
    [
        ("typed-into-the-template", None, TYPED_INTO_THE_TEMPLATE, []),
        ("typed-in-writer", "map-story", TYPED_IN_WRITER, ["MAP Story"]),
    ],
)
def test_what_was_typed_in_libreoffice_is_read(name, key, said, left):
    found = reading((WRITTEN_BY_LIBREOFFICE / f"{name}.docx").read_bytes(), key)
    assert texts(found) == said
    assert rest(found) == left
