"""Putting a site back from a backup, and proving that it is the one that was taken."""

import os
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tqdm import tqdm

from feed.origin import is_origin
from operations.backup import aftermath, dump, media
from operations.backup.archive import DUMP, Archive
from operations.backup.encryption import decrypt, is_encrypted
from operations.backup.manifest import Manifest
from operations.backup.problems import BackupProblem, in_a_sentence
from operations.backup.proof import one_moment, table_names
from operations.backup.work import work_folder

FULL = (
    "The database already holds {} tables. Name an empty one in DATABASE_URL, or add "
    "--replace to give up all that is in it, and every uploaded file."
)
FILES = (
    "The storage already holds {} files that the backup does not know, such as {}. Name "
    "an empty folder in MAPCMS_VAR, or add --replace to have them deleted."
)
CONNECTED = (
    "Somebody is connected to the database ({} connections). Stop the site and its "
    "worker first, and try again."
)
ELSEWHERE = (
    "It is a backup of {kept}, and BASE_URL says {told}. Leave BASE_URL out, or move the "
    "site: add --origin {told}"
)


@dataclass(frozen=True)
class Wishes:
    """
    How a person wants a backup restored.

    Args:
        replace: whether what the database and the storage hold may go.
        origin: where the site stands from now on, if not where it stood.
        send_waiting: whether messages that waited are sent all the same.
    """

    replace: bool = False
    origin: str = ""
    send_waiting: bool = False


@contextmanager
def opened(path, *, phrase="", identity=None):
    """
    A backup that was found whole, decrypted where it must be.

    Args:
        path: the file.
        phrase: the passphrase, where it was encrypted with one.
        identity: the file with the secret key, where it was encrypted to a key.

    Yields:
        Its `Archive` and its `Manifest`, which fits this code and this server. A
        `BackupProblem` is raised where it is not whole, locked, or of a newer release.
    """
    with in_a_sentence(), work_folder() as work:
        if is_encrypted(path):
            plain = work / "backup.tar"
            decrypt(path, plain, phrase=phrase, identity=identity)
            path = plain
        archive = Archive(path)
        try:
            manifest = Manifest.read(archive.told)
            manifest.require_that_it_fits()
            yield archive, manifest
        finally:
            archive.close()


def restore(archive, manifest, wishes):
    """
    Put a site back: its files, then its database in one transaction.

    Until that transaction ends the site is as it was. The note that a restore is not
    finished comes with it, and `finish` takes it away; in between it can be repeated.

    Args:
        archive: the `Archive`.
        manifest: its `Manifest`.
        wishes: the `Wishes`. A `BackupProblem` says what else would be lost, who is at
            work, or what failed.
    """
    with in_a_sentence():
        refuse_to_overwrite(archive, wishes)
        settle_origin(manifest, wishes)
        with tqdm(total=len(archive.media), unit="file", disable=None) as bar:
            media.put_back(archive, bar.update)
        with work_folder() as work:
            with archive.open(DUMP) as packed, (work / DUMP).open("wb") as dumped:
                dumped.writelines(iter(lambda: packed.read(1 << 20), b""))
            with dump.alone():
                dump.read_dump(work / DUMP, work)
        ContentType.objects.clear_cache()


def refuse_to_overwrite(archive, wishes):
    """See that nothing is lost that the person did not give up, and nobody is at work."""
    if others := dump.connected_others():
        raise BackupProblem(CONNECTED.format(others))
    if wishes.replace or dump.is_unfinished():
        return
    with connection.cursor() as cursor:
        if tables := table_names(cursor):
            raise BackupProblem(FULL.format(len(tables)))
    if files := media.others(archive):
        raise BackupProblem(FILES.format(len(files), files[0]))


def settle_origin(manifest, wishes):
    """Have this process write addresses as the site of then did, until it is moved."""
    if wishes.origin and not is_origin(wishes.origin):
        raise BackupProblem(
            "An origin is a scheme and a host, such as https://map.example.org."
        )
    told = os.environ.get("BASE_URL", "").rstrip("/")
    if not wishes.origin and told and told != (manifest.origin or told):
        raise BackupProblem(ELSEWHERE.format(kept=manifest.origin, told=told))
    settings.BASE_URL = manifest.origin or settings.BASE_URL


def is_behind():
    """Whether the code has migrations that the restored database has not seen."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def finish(archive, wishes, say):
    """
    Have the restored site begin anew: nothing acts twice, and followers read again.

    Args:
        archive: the `Archive`.
        wishes: the `Wishes`.
        say: writes a line for the person.
    """
    held = aftermath.hold_back(wishes.send_waiting)
    say(f"{held} messages that waited are held back; nobody is signed in.")
    moving = ("--origin", wishes.origin) if wishes.origin else ()
    call_command("feed_rebuild", *moving, new_epoch=True)
    if wishes.replace:
        for name in media.others(archive):
            media.default_storage.delete(name)
    dump.note_finished()


def read_again(read):
    """What `read` finds in the database now, in one moment."""
    with one_moment() as cursor:
        return read(cursor)
