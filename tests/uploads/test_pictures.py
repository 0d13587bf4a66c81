"""Pictures as people have them are taken, and named after what they are."""

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from core.models import CustomImage
from core.uploads import pictures
from core.uploads.forms import STANDS_STILL, PictureForm
from core.uploads.pictures import prepared
from tests.uploads.samples import (
    PDF,
    SECRET,
    file_of,
    film,
    noise,
    profile,
    saved,
    told,
    word,
)

TAKEN = {
    "telephone.heic": (saved(noise(), "HEIF", exif=told()), "telephone.jpg"),
    "new.avif": (saved(noise(), "AVIF"), "new.jpg"),
    "scan.tif": (saved(noise(), "TIFF"), "scan.jpg"),
    "old.bmp": (saved(noise(), "BMP"), "old.jpg"),
    "web.jfif": (saved(noise(), "JPEG"), "web.jpg"),
    "really-png.jpg": (saved(noise(), "PNG"), "really-png.png"),
    "really-webp.jpg": (saved(noise(), "WEBP"), "really-webp.webp"),
    "really-jpeg.png": (saved(noise(), "JPEG"), "really-jpeg.jpg"),
    "no ending": (saved(noise(), "GIF"), "no ending.gif"),
    "moves.png": (saved(noise(), "PNG", **film("RGB")), "moves.png"),
    "print.jpg": (saved(noise("CMYK"), "JPEG"), "print.jpg"),
    "print.tif": (saved(noise("CMYK"), "TIFF", icc_profile=profile()), "print.jpg"),
    "glass.tif": (saved(noise("RGBA"), "TIFF"), "glass.png"),
}
BROWSERS_SHOW = {"1", "L", "LA", "P", "RGB", "RGBA"}


def refused(data, name="x.jpg"):
    """Why a file is refused, in words."""
    with pytest.raises(ValidationError) as caught:
        prepared(name, file_of(data))
    return caught.value.messages[0]


@pytest.mark.parametrize("name", TAKEN)
def test_it_is_taken_and_named_after_what_it_is(name):
    data, expected = TAKEN[name]
    file = prepared(name, file_of(data))
    image = Image.open(file)
    image.load()
    assert file.name == expected
    assert image.mode in BROWSERS_SHOW


@pytest.mark.parametrize("name", TAKEN)
def test_readers_get_every_size_of_it_in_rgb(db, name):
    data, _ = TAKEN[name]
    picture = CustomImage(title="A picture")
    picture.file.save(name, file_of(data))
    sizes = list(picture.renditions.all())
    assert sizes
    for size in sizes:
        assert Image.open(size.file).mode in BROWSERS_SHOW


def test_a_photograph_on_its_side_stands_upright_when_drawn_anew():
    tall = saved(noise(), "TIFF", exif=told(6))
    assert Image.open(prepared("x.tif", file_of(tall))).size == (48, 64)


@pytest.mark.parametrize("name", ["moves.png", "film.gif"])
def test_what_moves_is_said_to_stand_still(db, name):
    kind, mode = ("PNG", "RGB") if name == "moves.png" else ("GIF", "P")
    picture = CustomImage(title="A picture")
    picture.file.save(name, file_of(saved(noise(mode), kind, **film(mode))))
    assert CustomImage.objects.get(pk=picture.pk).moves
    form = forms_of(picture)
    assert form.fields["title"].help_text == STANDS_STILL


def forms_of(picture):
    """The form of a picture as the admin makes it."""
    from wagtail.images.forms import get_image_form

    form = get_image_form(CustomImage)
    assert issubclass(form, PictureForm)
    return form(instance=picture)


def test_other_files_are_called_what_they_are():
    assert refused(PDF).startswith("This is a PDF document,")
    assert refused(b"<svg xmlns='x'></svg>").startswith("This is a drawing in SVG,")
    assert refused(b"Only words.\n" * 50).startswith("This is a text,")
    assert refused(b"MZ\x90\0" + bytes(200)).startswith("This is a program,")
    assert refused(word()).startswith("This is a")


def test_a_damaged_picture_is_called_unreadable():
    for kind in ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF", "TIFF"):
        data = saved(noise(), kind)
        assert refused(data[: len(data) // 2]) == pictures.UNREADABLE, kind


def test_an_empty_file_is_called_empty():
    assert "0 bytes" in refused(b"")


def test_limits_are_named(settings, monkeypatch):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000
    assert "too many pixels: 3,072" in refused(saved(noise(), "PNG"))
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    assert "the most we take is 100" in refused(saved(noise(), "PNG"))


def test_films_have_limits_of_their_own(settings, monkeypatch):
    moving = saved(noise("P"), "GIF", **film())
    monkeypatch.setattr(pictures, "MOST_FRAMES", 3)
    assert "too many frames: more than 3" in refused(moving)
    monkeypatch.setattr(pictures, "MOST_FRAMES", 4)
    monkeypatch.setattr(pictures, "MOST_PIXELS_OF_ALL_FRAMES", 10_000)
    assert "its 4 frames have too many pixels together" in refused(moving)


def test_forty_frames_of_four_megapixels_are_too_many():
    frames = (
        Image.new("P", (2000, 2000)),
        [Image.new("P", (2000, 2000), n) for n in range(1, 40)],
    )
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1])
    assert "40 frames" in refused(data, "x.gif")


def test_a_picture_is_looked_at_once(monkeypatch):
    file = prepared("x.png", file_of(saved(noise(), "PNG")))
    monkeypatch.setattr(pictures, "picture_of", None)
    assert prepared("x.png", file) is file


def test_kept_pictures_hold_no_metadata_whoever_keeps_them(db):
    file = file_of(saved(noise(), "JPEG", exif=told()))
    file.name = "x.jpg"
    picture = CustomImage.objects.create(title="A picture", file=file)
    sizes = [size.file for size in picture.renditions.all()]
    assert len(sizes) == 3
    for file in (picture.file, *sizes):
        with file.open() as kept:
            assert SECRET.encode() not in kept.read()
