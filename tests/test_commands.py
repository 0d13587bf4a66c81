"""Commands in bad situations say what to do."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def test_bulk_content_needs_the_demo(db):
    with pytest.raises(CommandError, match="Load the demo content first"):
        call_command("make_content", "--stories", "1")
