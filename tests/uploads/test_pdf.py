"""A PDF that runs something on readers' computers is refused, however it hides that."""

import zlib

import pytest
from django.core.exceptions import ValidationError

from core.uploads.documents import true_name
from core.uploads.pdf import HIDDEN, RUNS
from tests.uploads.samples import file_of

END = b"\nxref\n0 1\ntrailer << /Size 1 >>\nstartxref\n9\n%%EOF\n"


def pdf(*objects):
    """A small PDF with some objects."""
    return b"%PDF-1.7\n" + b"\n".join(objects) + END


def packed(content, about=b"/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", end=b""):
    """A stream of objects, packed."""
    data = zlib.compress(content) + end
    head = b"7 0 obj << " + about + b" /Length %d >>\nstream\r\n" % len(data)
    return head + data + b"\nendstream endobj"


ACTION = b"9 0 << /S /JavaScript /JS (app.alert\\(1\\)) >>"


def refusal(data):
    """Why a PDF is not taken."""
    with pytest.raises(ValidationError) as refused:
        true_name("plan.pdf", file_of(data))
    return refused.value.message


@pytest.mark.parametrize(
    "data",
    [
        pdf(b"1 0 obj << /OpenAction << /S /JavaScript /JS (x) >> >> endobj"),
        pdf(b"1 0 obj << /OpenAction << /S/JavaScript/JS 3 0 R >> >> endobj"),
        pdf(b"1 0 obj << /OpenAction << /S /J#61vaScr#69pt /JS (x) >> >> endobj"),
        pdf(b"1 0 obj << /Names << /JavaScript 4 0 R >> >> endobj"),
        pdf(b"1 0 obj << /OpenAction << /S /Launch /F (calc.exe) >> >> endobj"),
        pdf(b"1 0 obj << /AcroForm << /XFA 5 0 R >> >> endobj"),
        pdf(packed(ACTION)),
        pdf(packed(b"5 0 << /A 1 >>"), packed(ACTION)),
        pdf(b"7 0 obj << /Type /ObjStm /N 1 >> stream\n" + ACTION + b"\nendstream"),
    ],
)
def test_what_runs_is_refused(data):
    assert refusal(data) == RUNS


@pytest.mark.parametrize(
    "data",
    [
        pdf(packed(ACTION, b"/Type /ObjStm /Filter [/FlateDecode /FlateDecode]")),
        pdf(packed(ACTION, b"/Type /ObjStm /Filter [/ASCIIHexDecode /FlateDecode]")),
        pdf(packed(ACTION, b"/Type /ObjStm /Filter /Fl#61teDecode")),
        pdf(packed(ACTION, b"/Type /ObjStm /Filter /Fl")),
        pdf(packed(ACTION, b"/Type /Obj#53tm /Filter /FlateDecode")),
        pdf(packed(ACTION, b"/Type /ObjStm /Filter 6 0 R")),
        pdf(
            packed(
                ACTION,
                b"/Type /ObjStm /Filter /FlateDecode /DecodeParms << /Predictor 12 >>",
            )
        ),
        pdf(packed(ACTION).replace(zlib.compress(ACTION)[:4], b"\x01\x02\x03\x04")),
        pdf(packed(b" " * (51 * 1024 * 1024))),
    ],
)
def test_what_hides_is_refused(data):
    assert refusal(data) == HIDDEN


@pytest.mark.parametrize(
    "data",
    [
        pdf(b"1 0 obj << /Type /Catalog /OpenAction [3 0 R /Fit] >> endobj"),
        pdf(packed(b"5 0 << /Type /Page /A << /S /URI /URI (https://www.nhs.uk) >> >>")),
        pdf(b"1 0 obj << /Title (About JavaScript and launching) >> endobj"),
        pdf(b"1 0 obj << /Encrypt 8 0 R /Launches 1 >> endobj"),
        pdf(packed(ACTION, b"/Type /XObject /Filter /FlateDecode")),
    ],
)
def test_what_only_shows_something_is_taken(data):
    assert true_name("plan.pdf", file_of(data)) == "plan.pdf"
