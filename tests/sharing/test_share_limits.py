"""What people type and send along through the public forms, at its limits and beyond."""

import io
import re
import struct
import sys
import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from PIL import Image

from background.models import OutboxMessage
from editorial.actions.submission import review_of
from feed.models import Webhook
from sharing.models import Message, Submission, SubmissionFile
from sharing.views.contact import BY_NETWORK
from tests.editorial.conftest import approve
from tests.sharing.conftest import CONTACT, WORDS, filled_in
from tests.sharing.submitting import (
    BEGIN,
    PARTS,
    begin,
    hidden,
    page_of,
    received,
    write,
)
from tests.sharing.test_keeping import MARKERS
from tests.uploads.samples import SECRET, noise, photographs, saved, word
from tests.uploads.test_documents import REFUSED

pytestmark = pytest.mark.django_db
PICTURES = ("JPEG", "PNG", "GIF", "WEBP")
ABOUT = {"description": "The list on the wall", "permission": "Taken by me.", "do": "add"}
TWO_MEGABYTES = "word " * 400_000
ARABIC = "\u0627\u0644\u0645\u0643\u062a\u0628\u0629"
# As typed, and as kept; None where a sentence says what is wrong.
TITLES = {
    "as long as can be": ("x" * 255, "x" * 255),
    "one letter longer": ("x" * 256, None),
    "very long": ("x" * 10_000, None),
    "with signs of joy": ("Wards \U0001f389 ask again", "Wards \U0001f389 ask again"),
    "from the right": (ARABIC, ARABIC),
    "with what nobody sees": ("Six\u200b wards\u2060", "Six wards"),
    "that turns letters round": ("Six \u202esdraw", "Six sdraw"),
    "of nothing that one sees": ("\u200b\u2060", ""),
    "of spaces": ("   ", ""),
}


def begun_with(visitor, title):
    """Open the form and send a title: the answer."""
    opened = visitor.get(BEGIN)
    sent = {"token": hidden(opened, "token"), "mark": hidden(opened, "mark")}
    return visitor.post(BEGIN, {**sent, "do": "next", **PARTS[1], "title": title})


@pytest.mark.parametrize("name", TITLES)
def test_a_title_is_kept_whole_or_said_to_be_wrong(visitor, tree, name):
    typed, kept = TITLES[name]
    answer = begun_with(visitor, typed)
    assert answer.status_code == (422 if kept is None else 302)
    if kept is None:
        assert 'href="#id_title"' in answer.content.decode()
        assert typed in answer.content.decode()
    else:
        assert Submission.objects.get().answers.get("title", "") == kept


@pytest.mark.parametrize(
    "name", ["as long as can be", "with signs of joy", "from the right"]
)
def test_a_page_of_any_title_has_an_address(visitor, tree, people, name, monkeypatch):
    title = TITLES[name][0]
    monkeypatch.setitem(PARTS, 1, PARTS[1] | {"title": title})
    submission, link = received(visitor)
    page = page_of(submission)
    assert page.title == title
    assert page.slug
    assert visitor.get(link).status_code == 200
    approve(review_of(page), people["moderator"].user)
    assert visitor.get(page_of(submission).url).status_code == 200


def test_two_megabytes_of_words_are_refused_in_words(visitor, tree):
    draft = begin(visitor)
    answer = write(visitor, draft, 5, story=TWO_MEGABYTES)
    assert answer.status_code == 422
    assert "1999999 characters" in answer.content.decode().replace(",", "")
    assert "story" not in Submission.objects.get().answers
    answer = visitor.post(CONTACT, filled_in(words=TWO_MEGABYTES))
    assert answer.status_code == 422
    assert not Message.objects.exists()


def test_a_hundred_a_minute_from_one_place_wait_and_lose_nothing(visitor, tree):
    emails = (f"reader{number}@example.nhs.uk" for number in range(100))
    with time_machine.travel(timezone.now(), tick=False):  # within one period
        answers = [visitor.post(CONTACT, filled_in(email=email)) for email in emails]
    statuses = [answer.status_code for answer in answers]
    assert statuses == [302] * BY_NETWORK.most + [429] * (100 - BY_NETWORK.most)
    assert Message.objects.count() == BY_NETWORK.most
    assert WORDS in answers[-1].content.decode()
    elsewhere = visitor.post(CONTACT, filled_in(), REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302


def sent_along(visitor, name, data):
    """Send a file along with a draft: the answer."""
    file = SimpleUploadedFile(name, data)
    return visitor.post(f"{begin(visitor)}files/", {"file": file, **ABOUT})


@pytest.mark.parametrize("name", ["telephone.jpg", *photographs()])
def test_what_a_camera_adds_is_not_kept(visitor, tree, name):
    data = photographs().get(name) or gps()
    assert sent_along(visitor, name, data).status_code == 302
    kept = bytes(SubmissionFile.objects.get().data)
    assert SECRET.encode() not in kept
    told = Image.open(io.BytesIO(kept)).getexif()
    assert not {0x8825, 0x010F} & set(told)


def gps():
    """A photograph that says where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = SECRET
    exif.get_ifd(0x8825)[2] = (53.0, 28.0, 0.0)
    return saved(noise(), "JPEG", exif=exif)


# Pictures are taken there, so they are no fault; a picture of another kind is one.
UNWELCOME = {
    **{name: data for name, (data, _) in REFUSED.items() if name != "a picture"},
    **{f"half a {kind}": saved(noise(), kind)[:900] for kind in PICTURES},
}


@pytest.mark.parametrize("name", ["paper.pdf", "paper.docx", "paper.png"])
@pytest.mark.parametrize("fault", UNWELCOME)
def test_what_we_do_not_take_is_refused_whatever_its_name(visitor, tree, fault, name):
    answer = sent_along(visitor, name, UNWELCOME[fault])
    assert answer.status_code == 422
    assert 'href="#id_file"' in answer.content.decode()
    assert not SubmissionFile.objects.exists()


def picture_bomb(side=15_000):
    """A picture that is small, and large once it is unpacked; made without doing so."""
    packed = zlib.compressobj(9)
    rows = [packed.compress(bytes(1 + side // 8)) for _ in range(side)]
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = {b"IHDR": head, b"IDAT": b"".join(rows) + packed.flush(), b"IEND": b""}
    chunks = b"".join(chunk(kind, data) for kind, data in parts.items())
    return b"\x89PNG\r\n\x1a\n" + chunks


def chunk(kind, data):
    """A part of a PNG."""
    check = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + check


def word_bomb(megabytes=101):
    """The same for a document in Word."""
    file = io.BytesIO(word())
    archive = ZipFile(file, "a", ZIP_DEFLATED)
    with archive, archive.open("word/media/1.bin", "w") as part:
        for _ in range(megabytes):
            part.write(bytes(1024 * 1024))
    return file.getvalue()


def most_memory():
    """The most that this process has held since it was last asked, in megabytes."""
    status = Path("/proc/self/status").read_text()
    Path("/proc/self/clear_refs").write_text("5")
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


@pytest.mark.skipif(sys.platform != "linux", reason="The kernel counts it there.")
def test_a_bomb_is_refused_before_it_is_unpacked(visitor, tree):
    bombs = {"wall.png": picture_bomb(), "paper.docx": word_bomb()}
    most_memory()
    before = most_memory()
    for name, data in bombs.items():
        assert len(data) < 1_000_000
        assert sent_along(visitor, name, data).status_code == 422
    assert most_memory() - before < 80


def test_a_webhook_is_told_nothing_of_who_sent_a_story_in(visitor, tree, people):
    Webhook.objects.create(name="A site", url="https://site.example/hook")
    submission, _ = received(visitor, name=MARKERS[0], email=MARKERS[1], note=MARKERS[2])
    approve(review_of(page_of(submission)), people["moderator"].user)
    connection.finish_collected()
    told = OutboxMessage.objects.exclude(kind="mail")
    assert told.exists()
    said = str([message.payload for message in told])
    assert not [marker for marker in MARKERS if marker in said]
