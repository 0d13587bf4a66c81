"""The versions that `make test-newest` looks out for."""

import pytest

from mapcms.local.problems import StartProblem
from mapcms.release import newest

PINS = """\
beautifulsoup4==4.13.4
django==5.2.19
django-filter==25.1
wagtail==8.1rc1
wagtail-modeladmin==2.5.0
"""


def test_only_django_and_wagtail_go_ahead_of_the_lock_file():
    assert newest.newest(PINS) == ["django==5.2.19", "wagtail==8.1rc1"]


def test_what_cannot_be_resolved_is_said_in_words():
    with pytest.raises(StartProblem, match="not to be had"):
        newest.uv("pip", "compile", "no-such-file.toml")
