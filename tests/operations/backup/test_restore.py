"""An empty machine becomes the site that was backed up, or nothing happens at all."""

from dataclasses import replace
from functools import partial
from unittest.mock import patch
from uuid import UUID

import psycopg2
import pyrage
import pytest
from django.contrib.auth import authenticate
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from background.models import ClockRun, OutboxMessage
from background.models.outbox import State as MessageState
from background.schedule import jobs
from core.models import AccountSession
from feed.models import State
from operations.backup import amcheck, comparison, dump, restoring
from operations.backup.checks import check_restore
from operations.backup.encryption import Lock
from operations.backup.manifest import Manifest
from operations.backup.proof import Proof
from operations.backup.restoring import Wishes
from operations.backup.taking import take
from tests.background.conftest import database_url
from tests.databases import databases
from tests.operations.backup.conftest import (
    ORIGIN,
    PASSWORD,
    PICTURE,
    files_under,
    own_folder,
    tables,
)

pytestmark = pytest.mark.django_db


def restore(path, **options):
    call_command("restore", path, **options)


def epoch_of(site):
    with databases.using(site.name):
        return State.objects.get().epoch


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_empty_machine_becomes_the_site(backed_up, empty, capsys):
    restore(backed_up.path)
    said = capsys.readouterr().out
    assert said.count("— proved") == 9
    assert "NOT THE SAME" not in said
    assert "Restored in" in said
    assert backed_up.manifest.proof.digest in said
    # a person signs in with the password of before, and nobody else is signed in
    assert authenticate(username="ann", password=PASSWORD)
    assert not AccountSession.objects.exists()
    with default_storage.open(PICTURE) as file:
        assert file.read() == b"points" * 1000
    # followers begin again
    assert isinstance(State.objects.get().epoch, UUID)
    assert State.objects.get().epoch != epoch_of(backed_up)
    # what waited is held back, and letters of today are not written twice
    assert OutboxMessage.objects.get().state == MessageState.PARKED
    assert "held back" in OutboxMessage.objects.get().last_error
    letters = {job.name for job in jobs.values() if job.writes_letters}
    assert len(letters) == 4
    done = {run.name: run.slot for run in ClockRun.objects.all()}
    assert set(done) == letters
    assert check_restore(databases=["default"]) == []
    # nothing is left of the work, and of amcheck
    assert {path.parent.name for path in files_under(empty)} == {"images", "documents"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension WHERE extname = 'amcheck'")
        assert cursor.fetchall() == []


def test_what_is_there_is_kept_unless_it_is_given_up(backed_up, empty, capsys):
    run("CREATE TABLE mine (text text)")
    default_storage.save("images/mine.png", ContentFile(b"mine"))
    default_storage.save(PICTURE, ContentFile(b"other points"))
    with pytest.raises(CommandError, match="already holds 1 tables"):
        restore(backed_up.path)
    run("DROP TABLE mine")
    with pytest.raises(CommandError, match=r"1 files .* images/mine.png"):
        restore(backed_up.path)
    assert tables() == []
    with default_storage.open(PICTURE) as file:
        assert file.read() == b"other points"
    run("CREATE TABLE mine (text text)")
    restore(backed_up.path, replace=True, send_waiting=True)
    assert "NOT THE SAME" not in capsys.readouterr().out
    assert "mine" not in tables()
    assert not default_storage.exists("images/mine.png")
    assert OutboxMessage.objects.get().state == MessageState.WAITING


def test_an_interrupted_restore_is_repeated(backed_up, empty, monkeypatch, capsys):
    with monkeypatch.context() as broken:
        broken.setattr(restoring, "finish", lambda *args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            restore(backed_up.path)
    [error] = check_restore(databases=["default"])
    assert "did not come to its end" in error.msg
    restore(backed_up.path, origin="https://map.example.org")
    assert check_restore(databases=["default"]) == []
    assert State.objects.get().origin == "https://map.example.org"
    assert "NOT THE SAME" not in capsys.readouterr().out


def test_a_backup_of_an_older_release_is_brought_up_to_this_one(
    backed_up, tmp_path, monkeypatch, capsys
):
    monkeypatch.delenv("BASE_URL", raising=False)
    name = databases.named("older")
    databases.copy(backed_up.name, name)
    with databases.using(name), own_folder(tmp_path / "older"):
        call_command("migrate", "core", "0008", verbosity=0)
        path, manifest = take(tmp_path / "kept", Lock())
        assert "core.0009_site_state" not in manifest.migrations
    databases.drop(name)
    databases.run(f'CREATE DATABASE "{name}"')
    with databases.using(name), own_folder(tmp_path / "machine"):
        restore(path)
        assert "core_sitestate" in tables()
    databases.drop(name)
    said = capsys.readouterr().out
    assert "brought up to this release" in said
    assert "NOT THE SAME" not in said


def test_a_restore_that_fails_midway_leaves_the_site_as_it_was(
    backed_up, empty, monkeypatch
):
    run("CREATE TABLE mine (text text)")
    before = dump.statements_before
    monkeypatch.setattr(
        dump, "statements_before", lambda: before() + "CREATE TABLE community_user ();"
    )
    with pytest.raises(CommandError, match="psql failed"):
        restore(backed_up.path, replace=True)
    assert tables() == ["mine"]


def test_nothing_is_restored_under_a_site_at_work(backed_up, empty):
    at_work = psycopg2.connect(database_url())
    with pytest.raises(CommandError, match=r"Stop the site"):
        restore(backed_up.path)
    at_work.close()
    assert tables() == []


def spoiled(kind, path, folder):
    """A backup that something happened to."""
    copy = folder / path.name
    data = bytearray(path.read_bytes())
    if kind == "cut":
        del data[len(data) // 2 :]
    if kind == "byte":
        data[3000] ^= 1
    if kind == "text":
        data = b"no backup"
    copy.write_bytes(data)
    return copy


@pytest.mark.parametrize("kind", ["cut", "byte", "text"])
def test_a_damaged_backup_changes_nothing(kind, backed_up, empty, tmp_path):
    with pytest.raises(CommandError, match="not whole any more"):
        restore(spoiled(kind, backed_up.path, tmp_path), replace=True)
    assert tables() == []
    assert files_under(empty) == []


def test_a_backup_that_is_not_there_is_a_sentence(empty, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        restore(tmp_path / "none.tar")


def test_an_encrypted_one_needs_its_key(backed_up, empty, tmp_path):
    right, wrong = (tmp_path / name for name in ("right", "wrong"))
    for file in (right, wrong):
        file.write_text(str(identity := pyrage.x25519.Identity.generate()))
        if file == right:
            lock = Lock(recipients=(str(identity.to_public()),))
    locked = tmp_path / "backup.tar.age"
    with locked.open("w+b") as file:
        lock.write([backed_up.path.read_bytes()], file)
    with pytest.raises(CommandError, match="not the one"):
        restore(locked, identity=wrong)
    assert tables() == []
    assert files_under(empty) == []
    restore(locked, identity=right, verify=True)
    assert tables() == []
    assert files_under(empty) == []


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"migrations": ["core.9999_later"]}, "newer release .*core.9999_later"),
        ({"migrations": ["later.0001_initial"]}, "newer release"),
        ({"form": 2}, "newer release"),
        ({"postgresql": 99}, "version 99 or newer"),
    ],
)
def test_what_a_newer_site_wrote_is_refused(told, words, backed_up, empty, monkeypatch):
    read = Manifest.read
    monkeypatch.setattr(Manifest, "read", lambda kept: read({**kept, **told}))
    with pytest.raises(CommandError, match=words):
        restore(backed_up.path)
    assert tables() == []


def test_a_site_does_not_move_by_accident(backed_up, empty, monkeypatch):
    monkeypatch.setenv("BASE_URL", "https://elsewhere.example")
    with pytest.raises(CommandError, match=r"--origin https://elsewhere\.example"):
        restore(backed_up.path)
    with pytest.raises(CommandError, match="scheme and a host"):
        restore(backed_up.path, origin="elsewhere")
    assert tables() == []
    monkeypatch.setenv("BASE_URL", f"{ORIGIN}/")
    restoring.settle_origin(backed_up.manifest, Wishes())


def told_otherwise(manifest, **proof):
    """A manifest with another proof."""
    return replace(manifest, proof=Proof(**proof))


def test_every_difference_is_found(of_backed_up, capsys):
    """The site that was backed up is changed in every way that is looked at."""
    manifest, archive = of_backed_up.manifest, restoring.Archive(of_backed_up.path)
    found = comparison.of_files(archive)
    assert PICTURE.rpartition("/")[2] in found.fault
    assert "NOT THE SAME" in str(found)
    archive.close()
    proof = manifest.proof
    for name, value in (("digest", "0" * 64), ("queue", 7), ("logins", {"all": 9})):
        then = told_otherwise(manifest, **{**vars(proof), name: value})
        findings = restoring.read_again(partial(comparison.of_people, then))
        assert [bool(one.fault) for one in findings].count(True) == 1
    then = {**proof.tables, "public.gone": [1, "1"]}
    then.pop("public.community_user")
    other = told_otherwise(manifest, tables=then)
    found = restoring.read_again(partial(comparison.of_rows, other))
    assert found.fault == "public.community_user, public.gone"


def test_a_difference_fails_the_command(backed_up, empty, monkeypatch):
    monkeypatch.setattr(comparison, "read_tables", lambda cursor: {})
    with pytest.raises(CommandError, match="not the one that was backed up"):
        restore(backed_up.path)


@pytest.fixture
def plain_role(backed_up, tmp_path, monkeypatch):
    """An empty machine whose database belongs to a role without any privilege."""
    monkeypatch.delenv("BASE_URL", raising=False)
    name = databases.named("plain")
    databases.run("CREATE ROLE plain_owner LOGIN")
    databases.run(f'CREATE DATABASE "{name}" OWNER plain_owner')
    with (
        databases.using(name),
        own_folder(tmp_path / "machine"),
        patch.dict(connection.settings_dict, USER="plain_owner"),
    ):
        yield
        connection.close()
    databases.drop(name)
    databases.run("DROP ROLE plain_owner")


def test_a_plain_role_restores_and_is_told_what_it_may_not(backed_up, plain_role, capsys):
    restore(backed_up.path)
    restore(backed_up.path, replace=True)
    said = capsys.readouterr().out
    assert said.count("— proved") == 16
    assert said.count("the role may not look") == said.count("— not proved") == 2
    run("CREATE TABLE mine ()")


def test_damage_is_found(of_backed_up):
    """An index that does not have the rows of its table, as after a lost write."""
    run("CREATE TABLE torn (a int PRIMARY KEY)")
    run("INSERT INTO torn SELECT generate_series(1, 5)")
    try:
        run("SET allow_system_table_mods = on")
        run("UPDATE pg_index SET indisready = false WHERE indrelid = 'torn'::regclass")
        run("INSERT INTO torn VALUES (6)")
        run("UPDATE pg_index SET indisready = true WHERE indrelid = 'torn'::regclass")
        count, damaged = amcheck.look()
    finally:
        run("DROP TABLE torn")
    assert count > 100
    assert len(damaged) == 1
    assert damaged[0].startswith("torn_pkey: ")
