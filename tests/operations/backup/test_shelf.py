"""The folder of backups: complete ones alone, and none for longer than it may live."""

import os
import stat
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError

from operations.backup.shelf import MOMENT, forget_old, kept_in, new_file

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(autouse=True)
def _now():
    """However long other tests took, it is still the moment from which ages count."""
    with time_machine.travel(NOW, tick=False):
        yield


def put(folder, days, ending=".tar"):
    """A backup of so many days ago."""
    path = folder / f"mapcms-{NOW - timedelta(days=days):{MOMENT}}{ending}"
    path.write_bytes(b"x")
    return path


def test_a_backup_has_its_name_once_it_is_complete(tmp_path):
    folder = tmp_path / "new"
    with new_file(folder, NOW, ".tar") as (path, file):
        file.write(b"half")
        assert not path.exists()
        assert kept_in(folder) == []
    assert [kept.path for kept in kept_in(folder)] == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert kept_in(folder)[0].taken_at == NOW


def test_one_that_failed_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), new_file(tmp_path, NOW, ".tar"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_none_outlives_its_days_and_nothing_else_goes(tmp_path):
    old, older = put(tmp_path, 31), put(tmp_path, 300, ".tar.age")
    young, stranger = put(tmp_path, 29, ".locked.tar"), tmp_path / "notes.txt"
    stranger.write_text("mine")
    assert set(forget_old(tmp_path, 30)) == {old, older}
    assert set(tmp_path.iterdir()) == {young, stranger}


def test_the_newest_stays_however_old_it_is(tmp_path):
    newest, _ = put(tmp_path, 100), put(tmp_path, 101)
    forget_old(tmp_path, 30)
    assert list(tmp_path.iterdir()) == [newest]


def test_what_a_killed_run_left_goes_and_what_runs_stays(tmp_path):
    left, running = (tmp_path / f"mapcms-x.tar.{pid}.part" for pid in (1, 2))
    for path in (left, running):
        path.write_bytes(b"half")
    os.utime(left, (0, 0))
    put(tmp_path, 0)
    forget_old(tmp_path, 30)
    assert not left.exists()
    assert running.exists()


def test_the_list_says_what_would_be_lost(tmp_path, capsys):
    put(tmp_path, 0.5)
    put(tmp_path, 3)
    call_command("backup", tmp_path, list=True)
    said = capsys.readouterr().out
    assert said.count("mapcms-") == 2
    assert "12.0 hours old" in said


@pytest.mark.parametrize(("days", "words"), [(None, "no backup"), (2, "48.0 hours old")])
def test_the_list_fails_where_none_is_of_today(tmp_path, days, words):
    if days:
        put(tmp_path, days)
    with pytest.raises(CommandError, match=words):
        call_command("backup", tmp_path, list=True)
