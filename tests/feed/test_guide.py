"""The calls that the guide gives people to copy."""

import re
from pathlib import Path

import pytest

from core.models import Theme
from tests import factories

GUIDE = Path(__file__).parents[2] / "docs" / "feed.md"
CALL = re.compile(r'curl [^"\n]*"http://localhost:8000([^"]+)"')


@pytest.mark.parametrize("path", CALL.findall(GUIDE.read_text(encoding="utf-8")))
def test_a_call_of_the_guide_works(tree, visitor, path):
    theme = Theme.objects.create(name="Patient safety", slug="patient-safety")
    factories.MapStoryFactory(parent=tree.stories, themes=[theme])
    assert visitor.get(path).status_code == 200
