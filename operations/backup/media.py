"""Uploaded files, by way of the storage that the site keeps them in."""

import shutil
import tempfile

from django.apps import apps
from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import FileField

from operations.backup.archive import CHUNK, MEDIA, Noted

IN_MEMORY = 16 * CHUNK


def names(folder=""):
    """The name of every file in the storage, in order; none where it is empty."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    start = f"{folder}/" if folder else ""
    yield from (start + name for name in sorted(files))
    for name in sorted(folders):
        yield from names(start + name)


def named_by_database():
    """The names of all files that a row of the database refers to."""
    found = set()
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, FileField):
                kept = model._base_manager.exclude(**{field.name: ""})
                found.update(kept.values_list(field.name, flat=True))
    return found - {None}


def copies(gone):
    """
    Every file of the storage as it is now, each a copy that nobody else writes to.

    The bytes under a name never change here, but a file may be deleted meanwhile.

    Args:
        gone: a list; gets the names of files that went before they were read.

    Yields:
        Pairs of a name as in an archive and an open file, closed before the next one.
    """
    for name in names():
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as copy:
            try:
                with default_storage.open(name) as file:
                    shutil.copyfileobj(file, copy, CHUNK)
            except FileNotFoundError:
                gone.append(name)
                continue
            yield MEDIA + name, copy


def put_back(archive, progress=lambda count: None):
    """
    Write the files of a backup into the storage; those that are there are left.

    Args:
        archive: an `Archive`.
        progress: called with 1 for each file.

    Raises:
        FileExistsError: the storage would keep a file under another name.
    """
    for name in archive.media:
        if not is_there(name, archive.noted[MEDIA + name]):
            default_storage.delete(name)
            with archive.open(MEDIA + name) as file:
                written = default_storage.save(name, File(file))
            if written != name:
                default_storage.delete(written)
                raise FileExistsError(17, "The storage does not take this name", name)
        progress(1)


def is_there(name, noted):
    """Whether the storage has a file of this name and these bytes."""
    try:
        with default_storage.open(name) as file:
            return Noted.of(file) == noted
    except FileNotFoundError:
        return False


def others(archive):
    """The names of files in the storage that a backup does not know."""
    return sorted(set(names()) - set(archive.media))
