"""Files that people filled in, each in its own way, are read as they are meant."""

import pytest

from tests.sharing.documents import reading, rest, texts
from tests.sharing.filled_in import FILES


@pytest.mark.parametrize("name", FILES)
def test_a_filled_in_file_is_read(name):
    make, key, said = FILES[name]
    found = reading(make(), key)
    assert texts(found) == said
    assert rest(found) == []
