"""Root and ordinary users share checkouts without getting into each other's way."""

import os
import pwd
import shutil
import stat

import pytest

from mapcms.local import postgres
from tests.ground.processes import processes_with, run_sql


@pytest.fixture
def use_as_person(use, person, everyones_python):
    """Start an ordinary user's process that uses the database."""
    python, surroundings = everyones_python
    rights = {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
    return lambda var: use(var, python=python, surroundings=surroundings, **rights)


@pytest.fixture
def checkout(folder, person):
    """A checkout of the ordinary user, in a folder where no third person may go."""
    checkout = folder / "home" / "checkout"
    checkout.mkdir(parents=True)
    for path in (checkout, checkout.parent):
        os.chown(path, person.pw_uid, person.pw_gid)
        path.chmod(0o700)
    return checkout


def owners(folder):
    """The users to whom the files in a folder belong."""
    return {path.lstat().st_uid for path in (folder, *folder.rglob("*"))}


def test_an_ordinary_user_then_root_then_the_user_again(checkout, person, use_as_person):
    var = checkout / "var"
    user = use_as_person(var)
    run_sql(user.line("postgres:"), "CREATE TABLE story (title text)")
    assert user.ended() == 0
    with postgres.running(var) as url:
        run_sql(url, "INSERT INTO story VALUES ('from root')")
    user = use_as_person(var)
    assert run_sql(user.line("postgres:"), "SELECT * FROM story") == [("from root",)]
    assert user.ended() == 0
    assert owners(var) == {person.pw_uid}


def test_root_first_and_both_at_once(checkout, person, use_as_person):
    var = checkout / "var"
    with postgres.running(var):
        user = use_as_person(var)
        user.line("postgres:")
    assert postgres.answers(var)
    assert user.ended() == 0
    assert not postgres.answers(var)
    assert owners(var) == {person.pw_uid}


def test_the_server_of_roots_checkout_is_nobodys(var, person):
    with postgres.running(var):
        [server] = processes_with(f"-D {var}")
        assert server.username() == "nobody"
    assert stat.S_IMODE((var / "postgres").stat().st_mode) == 0o700


def test_root_in_a_folder_where_only_root_may_go(folder, person, use, everyones_python):
    closed, (_, surroundings) = folder / "closed", everyones_python
    closed.mkdir(mode=0o700)
    packages = shutil.copytree(surroundings["PYTHONPATH"], closed / "packages")
    try:
        for statement in (
            "CREATE TABLE story (title text)",
            "INSERT INTO story VALUES (1)",
        ):
            user = use(closed / "var", surroundings={"PYTHONPATH": str(packages)})
            run_sql(user.line("postgres:"), statement)
            assert user.ended() == 0
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    finally:
        shutil.rmtree((closed / "var" / "postgres").resolve().parent)


def test_an_owner_without_a_name(folder, person):
    number = next(uid for uid in range(54321, 60000) if not named(uid))
    os.chown(folder, number, number)
    with postgres.running(folder / "var") as url:
        assert run_sql(url, "SELECT 1") == [(1,)]
    assert owners(folder / "var") == {number}


def test_root_takes_over_what_root_itself_gave_away(folder, person):
    with postgres.running(folder / "var"):
        pass
    os.chown(folder, person.pw_uid, person.pw_gid)
    with postgres.running(folder / "var") as url:
        assert run_sql(url, "SELECT 1") == [(1,)]
    assert (folder / "var" / "postgres").stat().st_uid == person.pw_uid


def test_an_ordinary_user_is_told_what_is_not_theirs(folder, use_as_person):
    line = use_as_person(folder / "var").line("Problem:")
    assert str(folder) in line
    assert "may not write" in line


def named(uid):
    """Whether a number is somebody's."""
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        return None
