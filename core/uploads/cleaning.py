"""Pictures that were kept before anybody left metadata out, or thought of screens."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.storage import Storage
from django.db import transaction
from PIL import Image, ImageChops, ImageOps, ImageSequence, ImageStat

from core import signals
from core.models import CustomImage
from core.uploads.metadata import exif_of
from core.uploads.pictures import (
    NOT_FOR_SCREENS,
    KeptPicture,
    PreparedPicture,
    for_screens,
    kept,
)

OTHERS = "Its points would be others."
OTHER_CROP = "It lies on its side, and has a crop that would be another one."
# Of 255 in each colour, on average: what saving a picture as JPEG changes, and no more.
MOST_DIFFERENCE = 12


@dataclass(frozen=True)
class Cleaned:
    """
    What became of one picture.

    Args:
        image: the picture.
        before: SHA-1 of the file as it was.
        after: SHA-1 of the file as it is; the same if nothing had to go.
        points: SHA-256 of the points, before and after.
        problem: why it was left as it is, in a sentence, or nothing.
        drawn_anew: whether it had colours for print, so that its points are others.
    """

    image: CustomImage
    before: str
    after: str = ""
    points: str = ""
    problem: str = ""
    drawn_anew: bool = False


def clean_pictures() -> Iterator[Cleaned]:
    """
    Clean every picture, each in a transaction of its own.

    Yields:
        What became of each, those with nothing to leave out included.
    """
    for key in CustomImage.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            done = clean(CustomImage.objects.select_for_update().get(pk=key))
        yield done


def clean(image: CustomImage) -> Cleaned:
    """Clean one picture, unless it cannot be read or would look different."""
    try:
        with image.open_file() as file:
            old = file.read()
        picture = Image.open(io.BytesIO(old))
        for_print = picture.mode in NOT_FOR_SCREENS
        moves = getattr(picture, "is_animated", False)
        new = kept(picture, old, moves=moves)
        points = hash_of_points(new.data)
        same = looks_alike if for_print else has_same_points
        problem = "" if same(old, new.data) else OTHERS
    except Exception as error:  # a damaged file may break a decoder in any way
        return Cleaned(image, "", problem=f"It cannot be read ({type(error).__name__}).")
    before, after = sha1(old), sha1(new.data)
    if before != image.get_file_hash():
        return Cleaned(image, before, problem="It is not the file that was uploaded.")
    if for_print and exif_of(picture) and image.has_focal_point():
        problem = OTHER_CROP
    if problem:
        return Cleaned(image, before, problem=problem)
    if new.data != old:
        replace(image, new, points)
    return Cleaned(image, before, after, points, drawn_anew=for_print)


def replace(image: CustomImage, picture: KeptPicture, points: str):
    """Put the cleaned file in the other's place; every size of it gets a new address."""
    known_as = image.content_hash()
    gone = [image.file.name, *(size.file.name for size in image.renditions.all())]
    shown = [size.url for size in image.renditions.all()]
    image.file = PreparedPicture(image.file.name, picture)
    image.file_size, image.file_hash = len(picture.data), sha1(picture.data)
    image.hash_before, image.hash_after = known_as, image.file_hash
    image.hash_of_points = points
    image.renditions.all().delete()
    image.save()
    signals.files_gone.send(CustomImage, addresses=shown)
    storage = image.file.storage
    transaction.on_commit(lambda: delete_all(storage, gone))


def delete_all(storage: Storage, names: list[str]):
    """Delete files that nothing leads to any more."""
    for name in names:
        storage.delete(name)


def has_same_points(old: bytes, new: bytes) -> bool:
    """Whether two files show the same, point by point."""
    return hash_of_points(old) == hash_of_points(new)


def looks_alike(old: bytes, new: bytes) -> bool:
    """Whether a picture drawn for screens shows what the one for print did."""
    printed = ImageOps.exif_transpose(Image.open(io.BytesIO(old)))
    meant = for_screens(printed, printed.info.get("icc_profile"))
    made = Image.open(io.BytesIO(new)).convert("RGB")
    if meant.size != made.size:
        return False
    return max(ImageStat.Stat(ImageChops.difference(meant, made)).rms) <= MOST_DIFFERENCE


def is_film(image: Image.Image) -> bool:
    """Whether all frames of a picture are kept, and not the first alone."""
    return image.format in {"GIF", "WEBP"}


def sha1(data: bytes) -> str:
    """SHA-1 as Wagtail keeps it of files, in hexadecimal digits."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


def hash_of_points(data: bytes) -> str:
    """SHA-256 of what a picture shows: its points, its colours and which way up."""
    image = Image.open(io.BytesIO(data))
    found = hashlib.sha256()
    for frame in ImageSequence.Iterator(image) if is_film(image) else [image]:
        frame.load()  # which may give it another mode
        found.update(f"{frame.mode} {frame.size}".encode())
        found.update(frame.tobytes())
    found.update(exif_of(image) + (image.info.get("icc_profile") or b""))
    return found.hexdigest()
