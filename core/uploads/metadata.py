"""Pictures without what cameras and programs write into them beside the picture.

Where a photograph was taken, by which telephone and when is nobody's business. What stays
is the picture, its colours, and which way up it stands. No point of the picture changes,
because the parts of the file that hold it are copied as they are.
"""

import re
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

ORIENTATION = 0x0112
UPRIGHT = 1

# JPEG: what a decoder needs, and the two notes that say how colours are meant.
JPEG_TABLES = {0xC4, 0xCC, 0xDB, 0xDC, 0xDD}  # DHT, DAC, DQT, DNL, DRI
JPEG_FRAMES = {*range(0xC0, 0xD0)} - JPEG_TABLES - {0xC8}
JPEG_COLOURS = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
JPEG_SCAN, JPEG_END, JPEG_EXIF = 0xDA, 0xD9, 0xE1
JFIF = b"\xff\xe0\x00\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")

PNG_START = b"\x89PNG\r\n\x1a\n"
# A moving PNG keeps its still picture alone: nothing here can make it move.
PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD"),
    *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI"),
}
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
WEBP_HAS_EXIF, WEBP_HAS_XMP = 0x08, 0x04

GIF_NOTE, GIF_PICTURE, GIF_END = 0x21, 0x2C, 0x3B
GIF_CONTROL, GIF_APPLICATION = 0xF9, 0xFF
GIF_KEPT = {b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"}


def without_metadata(data: bytes, picture: Image.Image) -> bytes:
    """
    Take everything out of a picture but itself, its colours and its orientation.

    Args:
        data: the whole file: JPEG, PNG, WebP or GIF, one that can be read to its end.
        picture: the same, opened by Pillow.

    Returns:
        The file without the rest; the same bytes if there is no rest.
    """
    if data.startswith(b"\xff\xd8"):
        return b"".join(jpeg_parts(data, exif_of(picture)))
    if data.startswith(PNG_START):
        return PNG_START + b"".join(png_parts(data, exif_of(picture)))
    if data.startswith(b"RIFF"):
        return webp(data, exif_of(picture))
    return b"".join(gif_parts(data))


def exif_of(picture: Image.Image) -> bytes:
    """Which way up a picture stands, as EXIF; nothing where it stands upright."""
    orientation = picture.getexif().get(ORIENTATION, UPRIGHT)
    if orientation not in range(UPRIGHT + 1, 9):
        return b""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    return exif.tobytes()


def jpeg_parts(data: bytes, exif: bytes) -> Iterator[bytes]:
    """The parts of a JPEG that stay. What stands behind its end, such as a film, goes."""
    yield data[:2] + (JFIF if data[6:11] == b"JFIF\0" else b"")
    if exif:
        yield b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    place = 2
    while (marker := data[place + 1]) != JPEG_END:
        if marker == 0xFF:  # a byte that fills up
            place += 1
            continue
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        if marker == JPEG_SCAN:
            following = NEXT_MARKER.search(data, end)
            end = following.start() if following else len(data)
        if is_kept_in_jpeg(marker, data[place + 4 : place + 16]):
            yield data[place:end]
        place = end
    yield b"\xff\xd9"


def is_kept_in_jpeg(marker: int, beginning: bytes) -> bool:
    """Whether a part of a JPEG belongs to the picture or to its colours."""
    if marker in JPEG_COLOURS:
        return beginning.startswith(JPEG_COLOURS[marker])
    return marker in JPEG_TABLES | JPEG_FRAMES | {JPEG_SCAN}


def png_parts(data: bytes, exif: bytes) -> Iterator[bytes]:
    """The parts of a PNG that stay, with the orientation before the picture itself."""
    place, is_told = len(PNG_START), not exif
    while place < len(data):
        size = int.from_bytes(data[place : place + 4], "big")
        name, end = data[place + 4 : place + 8], place + 12 + size
        if name == b"IDAT" and not is_told:
            yield png_part(b"eXIf", exif.removeprefix(b"Exif\0\0"))
            is_told = True
        if name in PNG_KEPT:
            yield data[place:end]
        if name == b"IEND":
            return
        place = end


def png_part(name: bytes, content: bytes) -> bytes:
    """One part of a PNG, with its length and its check."""
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def webp(data: bytes, exif: bytes) -> bytes:
    """A WebP of the parts that stay."""
    parts = [part for part in webp_parts(data) if part[:4] in WEBP_KEPT]
    if parts[0][:4] == b"VP8X":
        flags = parts[0][8] & ~(WEBP_HAS_EXIF | WEBP_HAS_XMP)
        flags |= WEBP_HAS_EXIF if exif else 0
        parts[0] = parts[0][:8] + bytes([flags]) + parts[0][9:]
        if exif:
            parts.append(webp_part(b"EXIF", exif.removeprefix(b"Exif\0\0")))
    content = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def webp_parts(data: bytes) -> Iterator[bytes]:
    """Every part of a WebP, each with its name, length and padding."""
    place, end = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while place < end:
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        following = place + 8 + size + size % 2
        yield data[place:following]
        place = following


def webp_part(name: bytes, content: bytes) -> bytes:
    """One part of a WebP."""
    padding = b"\0" * (len(content) % 2)
    return name + struct.pack("<I", len(content)) + content + padding


def gif_parts(data: bytes) -> Iterator[bytes]:
    """The parts of a GIF that stay: pictures, their timing, colours and repetition."""
    place = 13 + colour_table(data[10])
    yield data[:place]
    while data[place] != GIF_END:
        begin = place
        if data[place] == GIF_NOTE:
            label, place = data[place + 1], end_of_blocks(data, place + 2)
            name = data[begin + 3 : begin + 14]
            is_kept = label == GIF_CONTROL or (
                label == GIF_APPLICATION and name in GIF_KEPT
            )
        else:
            is_kept = True
            place = end_of_blocks(data, place + 11 + colour_table(data[place + 9]))
        if is_kept:
            yield data[begin:place]
    yield bytes([GIF_END])


def colour_table(flags: int) -> int:
    """How long a table of colours is, by the byte that announces it."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def end_of_blocks(data: bytes, place: int) -> int:
    """Where a row of blocks ends that begins at a place."""
    while data[place]:
        place += data[place] + 1
    return place + 1
