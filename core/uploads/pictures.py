"""What is kept of an uploaded picture: its points and colours, under its true name."""

import io
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from core.uploads import scanner
from core.uploads.kinds import in_words, kind_of
from core.uploads.metadata import without_metadata

register_heif_opener()

# What browsers and Wagtail know. MPO is a JPEG of several pictures, and shows its first.
KEPT = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
# What Pillow is asked to read. What cameras and scanners give besides is drawn anew.
READ = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF", "TIFF", "BMP")
# Colours of print and of laboratories, which browsers show each in their own way.
NOT_FOR_SCREENS = {"CMYK", "YCbCr", "LAB", "HSV"}
QUALITY = 92
MOST_FRAMES = 200
MOST_PIXELS_OF_ALL_FRAMES = 100_000_000
MIME_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}

EMPTY = (
    "This file is empty: it holds 0 bytes. It may not have been copied completely. "
    "Please look at it on your own machine, and choose it again."
)
UNREADABLE = (
    "This picture cannot be read. It may have been cut short on its way. Please open it "
    "in the program it came from, save it again and choose the new file, or ask for it "
    "to be sent anew."
)
NO_PICTURE = (
    "This is {}, whatever its name says, and cannot be shown as a picture. Please save "
    "or export it as JPEG or PNG in the program it came from, and choose that file."
)
TOO_LARGE = (
    "This picture has {}, and the most we take is {}. Please save it smaller, for "
    "example 2,000 pixels wide, and choose it again."
)
TOO_MANY_PIXELS = (
    "This picture has too many pixels: {:,}, and the most we take is {:,}. Please save "
    "it smaller, for example 2,000 pixels wide, and choose it again."
)
TOO_MANY_FRAMES = (
    "This picture moves and has too many frames: more than {:,}. Readers see it stand "
    "still, so please save its first frame as a picture, and choose that."
)
TOO_LONG = (
    "This picture moves, and its {:,} frames have too many pixels together: {:,}, and "
    "the most we take is {:,}. Readers see it stand still, so please save its first "
    "frame as a picture, and choose that."
)


@dataclass(frozen=True)
class KeptPicture:
    """
    A picture as it is kept.

    Args:
        data: the file.
        ending: what its name ends with, without a dot.
        moves: whether what was uploaded had more than one frame.
    """

    data: bytes
    ending: str
    moves: bool


class PreparedPicture(SimpleUploadedFile):
    """An uploaded picture that may be kept as it is."""

    def __init__(self, name, picture):
        kind = MIME_TYPES.get(picture.ending, "image/gif")
        name = PurePath(name).with_suffix(f".{picture.ending}").name
        super().__init__(name, picture.data, kind)
        self.moves = picture.moves


def prepared(name: str, file) -> PreparedPicture:
    """
    Read a file to its end, and make of it what is kept.

    Args:
        name: what it was called when it was uploaded.
        file: the file, which may have been prepared before.

    Returns:
        The picture without metadata, in colours for screens, named after what it is. No
        picture, a damaged or too large one is refused with a ValidationError.
    """
    if isinstance(file, PreparedPicture):
        return file
    check_size(file)
    scanner.check(file)
    file.seek(0)
    return PreparedPicture(name, picture_of(file.read()))


def check_size(file):
    """Refuse what is empty or too large before anything of it is read."""
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if not file.size:
        raise ValidationError(EMPTY, code="empty")
    if file.size > most:
        refuse_picture(TOO_LARGE, filesizeformat(file.size), filesizeformat(most))


def refuse_picture(sentence, *facts):
    """Raise a sentence with its facts."""
    raise ValidationError(sentence.format(*facts), code="invalid_image")


def picture_of(data: bytes) -> KeptPicture:
    """What is kept of the bytes of a picture; raises a ValidationError."""
    try:
        image = opened(data)
        frames = count_frames(image)
        read_through(image, frames)
        return kept(image, data, moves=frames > 1)
    except ValidationError:
        raise
    except Image.DecompressionBombError:
        refuse_picture(TOO_MANY_PIXELS.replace(": {:,}, and", ", and"), most_pixels())
    except Exception as error:  # a damaged file may break a decoder in any way
        raise ValidationError(UNREADABLE, code="invalid_image") from error


def most_pixels():
    """The most pixels of one frame."""
    return settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS


def opened(data: bytes) -> Image.Image:
    """A picture of a kind that we take, nothing of it decoded yet."""
    try:
        image = Image.open(io.BytesIO(data), formats=READ)
    except UnidentifiedImageError:
        kind = kind_of(data)
        if not kind or kind in TAKEN:
            raise
        refuse_picture(NO_PICTURE, in_words(kind))
    if (pixels := image.width * image.height) > most_pixels():
        refuse_picture(TOO_MANY_PIXELS, pixels, most_pixels())
    return image


# Media types of what is taken: if Pillow cannot open it, the file is damaged.
TAKEN = {*MIME_TYPES.values(), "image/gif", "image/apng", "image/heic", "image/heif"} | {
    *("image/avif", "image/tiff", "image/bmp")
}


def count_frames(image: Image.Image) -> int:
    """How many frames a picture has, each within its limits; decodes none."""
    if not getattr(image, "is_animated", False) or image.format not in MOVING:
        return 1
    if (frames := image.n_frames) > MOST_FRAMES:
        refuse_picture(TOO_MANY_FRAMES, MOST_FRAMES)
    pixels = frames * image.width * image.height
    if pixels > MOST_PIXELS_OF_ALL_FRAMES:
        refuse_picture(TOO_LONG, frames, pixels, MOST_PIXELS_OF_ALL_FRAMES)
    return frames


# Where several pictures are a film. In other files they are pages or copies.
MOVING = {"GIF", "PNG", "WEBP", "AVIF"}


def read_through(image: Image.Image, frames: int):
    """Decode every frame, so that a damaged one is found; the first is left in sight."""
    for number in [*range(frames), 0] if frames > 1 else [0]:
        image.seek(number)
        image.load()


def kept(image: Image.Image, data: bytes, *, moves: bool) -> KeptPicture:
    """The picture as it is kept: its own bytes if browsers can show them, else anew."""
    ending = KEPT.get(image.format)
    if ending and image.mode not in NOT_FOR_SCREENS:
        return KeptPicture(without_metadata(data, image), ending, moves)
    return KeptPicture(*drawn_anew(image), moves)


def drawn_anew(image: Image.Image) -> tuple[bytes, str]:
    """A picture in colours for screens, as (PNG or JPEG, its ending)."""
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode in NOT_FOR_SCREENS:
        image, profile = for_screens(image, profile), None
    ending, options = "jpg", {"quality": QUALITY, "subsampling": 0}
    if image.has_transparency_data or image.mode in {"1", "P"}:
        ending, options = "png", {"optimize": True}
    elif image.mode not in {"L", "RGB"}:
        image = image.convert("RGB")
    file = io.BytesIO()
    name = "PNG" if ending == "png" else "JPEG"
    image.info.clear()
    image.save(file, name, icc_profile=profile, **options)
    return file.getvalue(), ending


def for_screens(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture in RGB, by its own profile of colours where that can be read."""
    if profile:
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, meant, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            pass
    return image.convert("RGB")
