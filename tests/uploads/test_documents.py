"""Documents are what their bytes say, and run nothing on readers' machines."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from core.models import CustomDocument
from core.uploads import documents
from core.uploads.documents import true_name
from tests.uploads.samples import (
    PDF,
    RTF,
    excel,
    file_of,
    noise,
    open_document,
    saved,
    word,
)

TAKEN = [
    ("plan.pdf", PDF, "plan.pdf"),
    ("plan.docx", word(), "plan.docx"),
    ("plan.pdf", word(), "plan.docx"),
    ("sums.xlsx", excel(), "sums.xlsx"),
    ("plan.odt", open_document(), "plan.odt"),
    ("plan.rtf", RTF, "plan.rtf"),
    ("sums.csv", b"a,b\n1,2\n", "sums.csv"),
    ("words.txt", "Déjà vu".encode("cp1252"), "words.txt"),
    ("words", "Déjà vu\n".encode("utf-16"), "words.txt"),
]
PROGRAM = b"MZ\x90\0" + bytes(500)
PAGE = b"<!DOCTYPE html><script>alert(1)</script>"
TEMPLATE = (
    b'<Relationships><Relationship Id="r" Type="http://x/attachedTemplate" '
    b'Target="https://example.org/x.dotm" TargetMode="External"/></Relationships>'
)
OBJECT = (
    b'<r:Relationship TargetMode="External" Target="https://example.org/x.html" '
    b'Type="http://x/oleObject" Id="r"/>'
)
REFUSED = {
    "a program": (PROGRAM, "This is a program,"),
    "a program for Linux": (b"\x7fELF" + bytes(500), "This is a program,"),
    "a web page": (PAGE, "This is a web page (HTML),"),
    "a drawing": (b"<svg><script/></svg>", "This is a drawing in SVG,"),
    "a picture": (saved(noise(), "PNG"), documents.A_PICTURE),
    "nothing": (b"", "This file is empty"),
    "half a PDF": (PDF[:3000], documents.CUT_SHORT),
    "half of Word": (word()[:9000], documents.CUT_SHORT),
    "half a text in RTF": (RTF[:-1], documents.CUT_SHORT),
    "an old format": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), documents.LOCKED),
    "macros of Word": (word(**{"word/vbaProject.bin": b"x"}), documents.MACROS),
    "controls of Word": (word(**{"word/activeX/activeX1.xml": b"x"}), documents.MACROS),
    "macros of LibreOffice": (open_document(Basic__Standard=b"x"), documents.MACROS),
    "a template from elsewhere": (
        word(**{"word/_rels/settings.xml.rels": TEMPLATE}),
        documents.FROM_ELSEWHERE,
    ),
    "an object from elsewhere": (
        word(**{"word/_rels/comments.xml.rels": OBJECT}),
        documents.FROM_ELSEWHERE,
    ),
    "a file within RTF": (b"{\\rtf1{\\object\\objdata 00}}", documents.OBJECTS),
}


def refused(data, name="plan.pdf"):
    """Why a file is refused, in words."""
    with pytest.raises(ValidationError) as caught:
        true_name(name, file_of(data))
    return caught.value.messages[0]


@pytest.mark.parametrize(("name", "data", "expected"), TAKEN)
def test_it_is_taken_and_named_after_what_it_is(name, data, expected):
    assert true_name(name, file_of(data)) == expected


@pytest.mark.parametrize("name", ["plan.pdf", "plan.docx", "plan.txt"])
@pytest.mark.parametrize("fault", REFUSED)
def test_it_is_refused_with_the_true_reason_whatever_its_name(fault, name):
    data, sentence = REFUSED[fault]
    assert refused(data, name).startswith(sentence)


def bomb(size, parts=1):
    """A document in Word that is large once it is unpacked."""
    return word(**{f"word/media/{number}.bin": bytes(size) for number in range(parts)})


def test_a_bomb_is_not_unpacked():
    assert "once it is unpacked" in refused(bomb(101 * 1024 * 1024))
    assert "once it is unpacked" in refused(bomb(1, documents.MOST_PARTS))


def test_a_bomb_that_lies_about_its_size_is_stopped():
    data = bytearray(bomb(2_000_000))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(data)) == documents.CUT_SHORT


def test_the_limit_of_size_is_named(settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 1_000
    assert "the most we take is 1000" in refused(PDF).replace("\xa0", " ")


def test_a_locked_archive_is_called_locked():
    file = io.BytesIO(word())
    with zipfile.ZipFile(file) as archive:
        first = archive.infolist()[0]
    data = bytearray(file.getvalue())
    data[first.header_offset + 6] |= 1
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    assert refused(bytes(data)) == documents.LOCKED


def test_no_door_keeps_what_is_refused(db):
    document = CustomDocument(title="Paper")
    with pytest.raises(ValidationError):
        document.file.save("paper.pdf", file_of(PROGRAM))


@pytest.mark.parametrize("address", ["add/", "multiple/add/", "chooser/create/"])
def test_the_admin_says_why(person, address):
    steering, file = person("Steering group"), file_of(PAGE)
    file.name = "page.pdf"
    prefix = "document-chooser-upload-" if "chooser" in address else ""
    data = {f"{prefix}title": "A page", f"{prefix}collection": "1"}
    data["files[]" if "multiple" in address else f"{prefix}file"] = file
    headers = {"x-requested-with": "XMLHttpRequest"}
    response = steering.post(f"/admin/documents/{address}", data, headers=headers)
    assert response.status_code == 200
    assert "This is a web page (HTML)" in response.content.decode()
    assert not CustomDocument.objects.exists()
