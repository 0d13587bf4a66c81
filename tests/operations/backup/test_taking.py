"""A backup holds the site of one moment, and nothing that must not leave it."""

import stat
import tarfile

import psycopg2
import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from core.models import CustomDocument
from operations.backup import dump, media, programs, taking
from operations.backup.archive import Archive
from operations.backup.encryption import Lock
from operations.backup.manifest import asked_variables
from operations.backup.problems import BackupProblem
from operations.backup.proof import LEFT_OUT
from operations.backup.work import work_folder
from tests.background.conftest import database_url
from tests.operations.backup.conftest import PICTURE, files_under

pytestmark = pytest.mark.django_db


def manifest_of(path):
    archive = Archive(path)
    archive.close()
    return archive.told


def test_it_says_what_the_site_holds(backed_up):
    told = manifest_of(backed_up.path)
    proof = told["proof"]
    assert proof["logins"] == {"all": 1, "Moderators": 1}
    assert proof["tables"]["public.community_user"][0] == 1
    assert proof["tables"]["public.background_outboxmessage"][0] == 1
    assert len(proof["digest"]) == 64
    assert f"media/{PICTURE}" in told["files"]
    assert told["missing"] == []
    assert "community.0001_initial" in told["migrations"]


def test_it_is_for_its_owner_alone(backed_up):
    assert stat.S_IMODE(backed_up.path.stat().st_mode) == 0o600
    assert files_under(backed_up.folder / "kept") == [backed_up.path]


def test_nobody_signs_in_with_what_is_in_it(of_backed_up, tmp_path):
    assert not {f"public.{name}" for name in LEFT_OUT} & set(
        of_backed_up.manifest.proof.tables
    )
    dumped, text = tmp_path / "dump", tmp_path / "text"
    with tarfile.open(of_backed_up.path) as tar:
        dumped.write_bytes(tar.extractfile("database.dump").read())
    programs.run("pg_restore", f"--file={text}", dumped)
    assert "ann@example.org" in text.read_text()
    assert "secret-session" not in text.read_text()


def test_it_holds_names_of_settings_and_none_of_their_values(
    of_backed_up, tmp_path, monkeypatch
):
    monkeypatch.setenv("EMAIL_URL", "smtp://somebody:qzx-7@mail.example")
    path, manifest = taking.take(tmp_path / "kept", Lock())
    assert "EMAIL_URL" in manifest.variables
    assert b"qzx-7" not in path.read_bytes()
    assert {"DATABASE_URL", "DJANGO_SECRET_KEY", "BASE_URL"} <= set(asked_variables())


def test_no_password_is_on_a_command_line_or_in_the_file(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "hidden")
    called = []
    monkeypatch.setattr(programs, "program", lambda name: name)

    def note(command, env, **options):
        called.append((command, env))
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr(programs.subprocess, "run", note)
    dump.write_dump("file", "snapshot")
    [(command, environment)] = called
    assert "hidden" not in str(command)
    assert environment["PGPASSWORD"] == "hidden"


def test_rows_written_meanwhile_are_neither_dumped_nor_counted(
    of_backed_up, tmp_path, monkeypatch
):
    write, another = dump.write_dump, psycopg2.connect(database_url())
    another.autocommit = True

    def sql(text):
        with another.cursor() as cursor:
            cursor.execute(text)

    sql("CREATE TABLE notes (text text)")
    monkeypatch.setattr(
        dump,
        "write_dump",
        lambda path, snapshot: (
            sql("INSERT INTO notes VALUES ('a late note')"),
            write(path, snapshot),
        ),
    )
    path, manifest = taking.take(tmp_path / "kept", Lock())
    sql("DROP TABLE notes")
    another.close()
    assert manifest.proof.tables["public.notes"] == [0, "0"]
    assert b"a late note" not in path.read_bytes()


def test_a_file_that_goes_meanwhile_is_noted(of_backed_up, tmp_path, monkeypatch):
    monkeypatch.setattr(media, "names", lambda: iter(["images/gone.png"]))
    path, manifest = taking.take(tmp_path / "kept", Lock())
    assert manifest.missing == ["images/gone.png"]
    assert manifest_of(path)["missing"] == ["images/gone.png"]


def test_a_file_that_only_the_database_knows_is_noted(of_backed_up, tmp_path, capsys):
    document = CustomDocument(title="Lost", file="documents/lost.pdf")
    document.save()
    try:
        call_command("backup", tmp_path / "kept")
    finally:
        CustomDocument.objects.filter(pk=document.pk).delete()
    said = capsys.readouterr()
    assert "documents/lost.pdf" in said.err
    assert "not encrypted" in said.out


def test_the_same_site_has_the_same_proof(of_backed_up, tmp_path):
    _, manifest = taking.take(tmp_path / "kept", Lock())
    assert manifest.proof == of_backed_up.manifest.proof


def test_one_changed_word_is_another_proof(of_backed_up, tmp_path):
    get_user_model().objects.update(first_name="Anna")
    _, manifest = taking.take(tmp_path / "kept", Lock())
    get_user_model().objects.update(first_name="")
    then, now = of_backed_up.manifest.proof.tables, manifest.proof.tables
    assert [name for name in now if now[name] != then[name]] == ["public.community_user"]


def test_programs_that_are_too_old_are_passed_over(monkeypatch, tmp_path):
    for version in (15, 17):
        (tmp_path / str(version)).mkdir()
        old = tmp_path / str(version) / "pg_dump"
        old.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}.1'\n")
        old.chmod(0o755)
    monkeypatch.setattr(
        programs, "candidates", lambda name: sorted(tmp_path.glob(f"*/{name}"))
    )
    monkeypatch.setattr(programs, "server_version", lambda: 16)
    assert programs.program("pg_dump") == tmp_path / "17/pg_dump"
    monkeypatch.setattr(programs, "server_version", lambda: 18)
    with pytest.raises(BackupProblem, match="postgresql-client-18"):
        programs.program("pg_dump")


def test_an_empty_database_is_no_site(empty, tmp_path):
    with pytest.raises(CommandError, match="nothing to back up"):
        call_command("backup", tmp_path / "kept")


def test_a_dump_that_fails_leaves_nothing(of_backed_up, tmp_path, monkeypatch):
    monkeypatch.setattr(dump, "LOCK_WAIT", "no time")
    with pytest.raises(CommandError, match="pg_dump failed"):
        call_command("backup", tmp_path / "kept")
    assert files_under(tmp_path / "kept") == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"encrypt": True}, "Put a passphrase"),
        ({"keep_days": 0}, "one day at least"),
        ({"recipient": ["age1"], "passphrase_file": "x"}, "not with both"),
    ],
)
def test_what_makes_no_sense_is_refused_first(options, words, tmp_path, monkeypatch):
    monkeypatch.delenv("BACKUP_PASSPHRASE", raising=False)
    with pytest.raises(CommandError, match=words):
        call_command("backup", tmp_path / "kept", **options)
    assert not (tmp_path / "kept").exists()


def test_what_a_killed_run_left_in_plain_goes(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    left = tmp_path / "backup-killed"
    left.mkdir()
    (left / "lock").touch()
    (left / "database.dump").write_text("somebody's address")
    with work_folder() as first, work_folder() as second:
        assert first.exists()
        assert second.exists()
        assert not left.exists()
    assert list(tmp_path.iterdir()) == []
