"""The drill restores a backup on a machine that has nothing, and signs in there."""

import os
import sys
from pathlib import Path

import pytest

from tests.ground.processes import ROOT, Program, processes_with
from tests.ports import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def drill():
    """Do the drill; return what it said and its exit code. It must leave nothing."""
    programs = []

    def start(**surroundings):
        environment = {**os.environ, "PORT": str(free_port()), **surroundings}
        environment.pop("BASE_URL", None)
        command = (sys.executable, "-m", "mapcms.local.drill")
        programs.append(Program(*command, cwd=ROOT, env=environment))
        code = programs[-1].ended(150)
        own = f"mapcms-drill-{programs[-1].process.pid}-"
        assert not list(Path("/tmp").glob(f"{own}*"))
        assert not processes_with(own)
        return programs[-1].text, code

    yield start
    for program in programs:
        program.kill()


def test_the_newest_backup_is_restored_and_used(backed_up, drill):
    said, code = drill(BACKUPS=str(backed_up.path.parent))
    assert code == 0, said
    assert f"The newest backup is {backed_up.path.name}." in said
    assert said.count("— proved") == 9
    assert "Signed in as ann, and the admin opened." in said
    assert "(RPO): the last 0." in said
    assert "(RTO): " in said


@pytest.mark.parametrize("kind", ["damaged", "none"])
def test_a_drill_that_fails_says_why(kind, backed_up, drill, tmp_path):
    if kind == "damaged":
        (tmp_path / backed_up.path.name).write_bytes(backed_up.path.read_bytes()[:-1])
    said, code = drill(BACKUPS=str(tmp_path))
    assert code == 1
    assert ("not whole any more" if kind == "damaged" else "There is no backup") in said
    assert "Traceback" not in said
