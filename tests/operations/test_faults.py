"""Faults are really done, and a table says what came of each."""

import os
import sys

import pytest

from mapcms.local.faults.database import odd
from mapcms.local.faults.outcomes import Outcome
from tests.ground.processes import ROOT, Program
from tests.ports import free_port

FAULTS = (sys.executable, "-m", "mapcms.local.faults")
OWN = ("DATABASE_URL", "BASE_URL", "DJANGO_DEBUG")


def test_what_was_acknowledged_outlives_three_kills():
    told = {"PORT": str(free_port()), "ONLY": "FA-01", "KILLS": "3"}
    environment = {k: v for k, v in os.environ.items() if k not in OWN} | told
    program = Program(*FAULTS, cwd=ROOT, env=environment)
    code = program.ended(500)
    assert code == 0, program.text
    assert "| FA-01 web server killed | 3 times kill -9 among" in program.text
    assert "| yes |" in program.text
    assert "| FA-04 media's disk full | not tried: " in program.text


@pytest.mark.parametrize(
    "spoilt",
    [
        {"lost": ("share 1",)},
        {"twice": ("share 1",)},
        {"failed_reads": 1},
        {"amiss": ("feed_check.",)},
    ],
)
def test_what_did_not_hold_is_said(spoilt):
    outcome = Outcome(done="It was killed", acknowledged=2, **spoilt)
    assert not outcome.is_held
    assert "| NO: " in outcome.line("FA-01")
    assert "| yes |" in Outcome(done="It was killed").line("FA-01")


def test_answers_during_a_fault_say_when_to_come_again():
    assert odd([(0, 503, True), (0, 200, False)]) == ()
    assert odd([(0, 500, False)]) == ("An answer was 500.",)
    assert odd([(0, 503, False)]) == ("1 answers do not say when to come again.",)
