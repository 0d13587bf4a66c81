"""Taking a backup."""

from datetime import UTC, datetime
from itertools import chain

from operations.backup import dump, media, shelf
from operations.backup.archive import DUMP, stream
from operations.backup.manifest import written_now
from operations.backup.problems import BackupProblem, in_a_sentence
from operations.backup.proof import one_moment, read_proof, table_names
from operations.backup.work import work_folder

NOTHING = "There is no site in the database yet, and so nothing to back up."


def take(folder, lock):
    """
    Write the whole site into one file of a folder.

    The database is read as it is at one moment, by dump and proof alike. Files are read
    after that, so that whatever the database names is there unless somebody deleted it.

    Args:
        folder: where backups are kept, a `Path`.
        lock: a `Lock`, by which it is encrypted or not.

    Returns:
        The path of the backup, and its `Manifest` without the hashes of files. Where a
        `BackupProblem` is raised instead, nothing of it is left.
    """
    with in_a_sentence(), work_folder() as work:
        dumped = work / DUMP
        manifest = read_database(dumped)
        moment = datetime.fromisoformat(manifest.taken_at)
        with (
            shelf.new_file(folder, moment, lock.ending) as (path, file),
            dumped.open("rb") as database,
        ):
            files = chain([(DUMP, database)], media.copies(manifest.missing))
            lock.write(stream(files, finished(manifest)), file)
    return path, manifest


def read_database(dumped):
    """Dump the database; give the manifest of the very moment that was dumped."""
    moment = datetime.now(UTC)
    with one_moment() as cursor:
        if not table_names(cursor):
            raise BackupProblem(NOTHING)
        dump.write_dump(dumped, dump.export_snapshot(cursor))
        return written_now(moment, read_proof(cursor), sorted(not_there()))


def not_there():
    """The names of files that the database refers to and the storage has not."""
    return media.named_by_database() - set(media.names())


def finished(manifest):
    """What makes the manifest as JSON, given the sizes and hashes of all files."""

    def note(noted):
        files = {name: vars(one) for name, one in noted.items()}
        return {**manifest.as_json(), "files": files}

    return note
