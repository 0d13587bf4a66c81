"""What a camera writes beside a picture is left out, and the picture stays as it is."""

import io

import pytest
from PIL import Image, ImageSequence

from core.uploads.metadata import without_metadata
from core.uploads.pictures import prepared
from tests.uploads.samples import (
    ORIENTATION,
    SECRET,
    file_of,
    noise,
    photographs,
    profile,
    saved,
    told,
)

PHOTOGRAPHS = photographs()


def opened(data):
    """The picture in some bytes."""
    return Image.open(io.BytesIO(data))


def kept(name):
    """The bytes that are kept of a photograph."""
    return prepared(name, file_of(PHOTOGRAPHS[name])).read()


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_nothing_is_told_but_the_orientation(name):
    data = kept(name)
    assert SECRET.encode() in PHOTOGRAPHS[name]
    assert SECRET.encode() not in data
    assert set(opened(data).getexif()) <= {ORIENTATION}


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_it_stands_the_same_way_up(name):
    before, after = opened(PHOTOGRAPHS[name]), opened(kept(name))
    assert after.getexif().get(ORIENTATION) == before.getexif().get(ORIENTATION)


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_every_point_is_what_it_was(name):
    before, after = opened(PHOTOGRAPHS[name]), opened(kept(name))
    pairs = zip(
        ImageSequence.Iterator(before), ImageSequence.Iterator(after), strict=False
    )
    for one, other in pairs:
        assert (one.mode, one.size) == (other.mode, other.size)
        assert one.tobytes() == other.tobytes()


def test_its_colours_stay():
    assert opened(kept("photo.jpg")).info["icc_profile"] == profile()


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_what_is_clean_stays_as_it_is(name):
    data = kept(name)
    assert without_metadata(data, opened(data)) == data


def test_a_preview_within_the_file_goes():
    small = saved(noise(size=(16, 12)), "JPEG", comment=SECRET.encode())
    exif = told()
    exif.get_ifd(0x8769)[0x927C] = small
    data = saved(noise(), "JPEG", exif=exif)
    assert small in data
    assert small not in prepared("x.jpg", file_of(data)).read()
