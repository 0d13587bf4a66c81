"""Pictures and documents as people have them, made anew for each test."""

import io
import zipfile
from functools import cache

from django.core.files.base import ContentFile
from docx import Document
from openpyxl import Workbook
from PIL import Image, ImageCms, PngImagePlugin
from pillow_heif import register_heif_opener

register_heif_opener()
ORIENTATION, MAKER, PLACE = 0x0112, 0x010F, 0x8825
SECRET = "Tom's telephone"


def noise(mode="RGB", size=(64, 48)):
    """A picture with some detail in it."""
    return Image.effect_noise(size, 80).convert(mode)


def told(orientation=6):
    """What a telephone writes into a photograph."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = orientation, SECRET
    exif.get_ifd(PLACE).update({1: "N", 2: (51.0, 30.0, 0.0)})
    return exif


@cache
def profile():
    """A profile of colours; each that is made tells its own time."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def saved(image, kind, **options):
    """The bytes of a picture."""
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def notes():
    """What a program writes into a PNG."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET)
    info.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    return info


def film(mode="P", frames=4, size=(64, 48)):
    """A picture that moves, as `save` takes it."""
    return {
        "save_all": True,
        "append_images": [noise(mode, size) for _ in range(frames - 1)],
    }


def photographs():
    """Pictures with metadata, by what they are called."""
    secret = SECRET.encode()
    jpeg = {"exif": told(), "icc_profile": profile(), "comment": secret}
    return {
        "photo.jpg": saved(noise(), "JPEG", **jpeg),
        "steps.jpg": saved(noise(), "JPEG", progressive=True, exif=told()) + secret,
        "several.jpg": saved(noise(), "MPO", exif=told(), **film("RGB", 2)),
        "note.png": saved(noise("RGBA"), "PNG", exif=told(), pnginfo=notes()),
        "web.webp": saved(noise(), "WEBP", exif=told(), xmp=secret),
        "film.gif": saved(noise("P"), "GIF", comment=secret, **film()),
        "film.webp": saved(noise(), "WEBP", exif=told(3), **film("RGB")),
    }


def word(**parts):
    """A document in Word, with other parts in it, by their names with “__” for “/”."""
    file = io.BytesIO()
    Document().save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def excel():
    """A table in Excel."""
    file = io.BytesIO()
    Workbook().save(file)
    return file.getvalue()


def open_document(**parts):
    """A text of LibreOffice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document-content/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n" + b"x" * 5000 + b"\nstartxref\n9\n%%EOF\n"
RTF = b"{\\rtf1 Words.}"


def file_of(data):
    """Bytes as a file."""
    return ContentFile(data)
