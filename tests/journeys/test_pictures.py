"""A picture that cannot be read is refused in a sentence, at every door."""

import errno
import io
import struct
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import UploadedFile

from core.models import CustomImage, CustomRendition

SENTENCE = "This picture cannot be read."
NO_PICTURES = [
    ("p.jpg", b"Only words.\n" * 50, "This is a text,"),
    ("p.png", b"%PDF-1.7\n", "This is a PDF document,"),
    ("p.svg", b"<svg></svg>", "This is a drawing in SVG,"),
    ("p.png", b"", "it holds 0 bytes"),
]
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF"}


def picture(ending, size=(640, 480)):
    """The bytes of a picture with some detail in it."""
    image, file = Image.effect_noise(size, 80).convert("RGB"), io.BytesIO()
    image.save(file, FORMATS[ending])
    return file.getvalue()


def huge():
    """A PNG of 30,000 pixels each way, in very few bytes."""
    size = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b""))
    )


def chunk(kind, data):
    """One part of a PNG."""
    return (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc(kind + data))
    )


def crc(data):
    """What a part of a PNG is checked by."""
    return zlib.crc32(data) & 0xFFFFFFFF


def spoiled():
    """Files that are no pictures, as (what is wrong with it, name, bytes)."""
    for ending in FORMATS:
        whole = picture(ending)
        for share in (0.02, 0.5, 0.97):
            cut = whole[: int(len(whole) * share)]
            yield f"{ending} cut at {share:.0%}", f"p.{ending}", cut
        yield f"the beginning of a {ending}", f"p.{ending}", whole[:10]
    damaged = bytearray(picture("png"))
    damaged[len(damaged) // 2] ^= 0xFF
    yield "a png with a wrong bit", "p.png", bytes(damaged)


@pytest.fixture
def browser(run_site, signed_in):
    """A Content Editor at their browser."""
    return signed_in("editor")


def kept():
    """All that an upload may leave: rows and files."""
    rows = [m.objects.count() for m in (CustomImage, CustomRendition, UploadedFile)]
    files = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    return rows, files


def fields(name, content, prefix="", **more):
    """What a browser sends with a picture."""
    data = {"title": "A poster", "collection": "1", **more}
    data["file"] = SimpleUploadedFile(name, content)
    return {f"{prefix}{field}": value for field, value in data.items()}


def by_form(browser, name, content):
    """The form for one picture."""
    return browser.post("/admin/images/add/", fields(name, content))


def by_many(browser, name, content):
    """The form for many pictures, which sends each by itself."""
    file = SimpleUploadedFile(name, content)
    data = {"files[]": file, "title": "A poster", "collection": "1"}
    headers = {"x-requested-with": "XMLHttpRequest"}
    return browser.post("/admin/images/multiple/add/", data, headers=headers)


def by_chooser(browser, name, content):
    """The window in which a picture is chosen for a page."""
    data = fields(name, content, prefix="image-chooser-upload-")
    return browser.post("/admin/images/chooser/create/", data)


def by_profile(browser, name, content):
    """The picture beside somebody's own name."""
    names = {"first_name": "Megan", "last_name": "Price", "email": "editor@example.org"}
    look = {"theme": "system", "contrast": "system", "density": "default"}
    data = {f"name_email-{field}": value for field, value in names.items()}
    data |= {f"theme-{field}": value for field, value in look.items()}
    data["avatar-avatar"] = SimpleUploadedFile(name, content)
    return browser.post("/admin/account/", data)


DOORS = [by_form, by_many, by_chooser, by_profile]


@pytest.mark.parametrize("door", DOORS)
def test_what_cannot_be_read_is_refused_and_not_kept(browser, door):
    before, wrong = kept(), {}
    for fault, name, content in spoiled():
        response = door(browser, name, content)
        if response.status_code != 200 or SENTENCE not in response.content.decode():
            wrong[fault] = response.status_code
    assert not wrong
    assert kept() == before


@pytest.mark.parametrize("door", DOORS)
def test_what_is_no_picture_is_called_what_it_is(browser, door):
    before = kept()
    for name, content, words in NO_PICTURES:
        response = door(browser, name, content)
        assert response.status_code == 200
        assert words in response.content.decode(), name
    assert kept() == before


@pytest.mark.parametrize("door", DOORS)
def test_what_can_be_read_is_kept(browser, door):
    before, _ = kept()
    for ending in FORMATS:
        response = door(browser, f"p.{ending}", picture(ending))
        assert response.status_code in (200, 302), ending
        assert SENTENCE not in response.content.decode()
    made = 0 if door is by_profile else len(FORMATS)
    assert kept()[0][0] == before[0] + made


@pytest.mark.parametrize("door", DOORS)
def test_too_many_pixels_are_refused_in_a_sentence(browser, door):
    before, response = kept(), door(browser, "p.png", huge())
    assert response.status_code == 200
    assert "too many pixels" in response.content.decode()
    assert kept() == before


def test_a_picture_that_is_there_stays_as_it_is(browser, signed_in):
    by_form(browser, "p.png", picture("png"))
    address, steering = f"/admin/images/{newest().pk}/", signed_in("steering")
    steering.get(address)
    before = kept()
    for fault, name, content in spoiled():
        response = steering.post(address, fields(name, content))
        assert response.status_code == 200, fault
        assert SENTENCE in response.content.decode(), fault
    assert kept() == before


def newest():
    """The picture that was kept last."""
    return CustomImage.objects.latest("pk")


@pytest.mark.parametrize("door", DOORS)
def test_where_there_is_no_room_nothing_is_kept_and_somebody_says_so(
    browser, monkeypatch, door
):
    def fail(self, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", fail)
    browser.raise_request_exception = False
    before = kept()
    response = door(browser, "p.png", picture("png"))
    assert "no room for files" in response.content.decode()
    assert response.status_code == 507
    assert kept() == before
    assert browser.get("/admin/images/").status_code == 200
