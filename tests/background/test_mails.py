"""A mail comes out of the outbox as it went in, the same at every attempt."""

from email.mime.image import MIMEImage

import pytest
from django.core import mail
from django.core.mail import BadHeaderError, EmailMultiAlternatives

from background.mail import rebuilt
from background.models import OutboxMessage
from background.outbox import deliver_due

PICTURE = b"\x89PNG\r\n\x1a\n\x00\xff"


@pytest.fixture
def whole_mail(db):
    """A mail with everything a mail can have."""
    whole = EmailMultiAlternatives(
        "Grüße",
        "Text – with marks",
        "MAP <map@example.org>",
        ["Ann <ann@example.org>", "bob@example.org"],
        cc=["cc@example.org"],
        bcc=["bcc@example.org"],
        reply_to=["reply@example.org"],
        headers={"List-Unsubscribe": "<https://example.org/>"},
    )
    whole.attach_alternative("<p>Text – with marks</p>", "text/html")
    whole.attach("notes.txt", "Grüße", "text/plain")
    whole.attach("picture.png", PICTURE, "image/png")
    inline = MIMEImage(PICTURE, "png")
    inline.add_header("Content-ID", "<logo>")
    whole.attach(inline)
    return whole


def without_boundaries(one):
    """What a reader's program makes of a mail."""
    parts = [
        (part.get_content_type(), part.get_filename(), part["Content-ID"], body(part))
        for part in one.walk()
    ]
    names = ("Subject", "From", "To", "Cc", "Reply-To", "List-Unsubscribe")
    return [one[name] for name in names], parts


def body(part):
    """The content of a part, or None for one that holds others."""
    return part.get_payload(decode=True)


def test_it_comes_out_as_it_went_in(whole_mail):
    whole_mail.send()
    deliver_due()
    [delivered] = mail.outbox
    assert without_boundaries(delivered.message()) == without_boundaries(
        whole_mail.message()
    )
    assert delivered.recipients() == whole_mail.recipients()


def test_a_mail_of_html_alone_stays_one(db):
    page = mail.EmailMessage("S", "<p>Hello</p>", to=["ann@example.org"])
    page.content_subtype = "html"
    page.send()
    deliver_due()
    assert mail.outbox[0].message().get_content_type() == "text/html"


def test_a_mail_within_a_mail(db, whole_mail):
    outer = mail.EmailMessage("Fwd", "See below", to=["ann@example.org"])
    outer.attach("inner.eml", whole_mail, "message/rfc822")
    outer.send()
    deliver_due()
    [_, inner] = mail.outbox[0].message().get_payload()
    assert inner.get_payload(0)["To"] == whole_mail.message()["To"]


def test_characters_that_no_database_holds_are_left_out(db):
    mail.send_mail("A\x00B", "C\x00D\ud800", None, ["ann@example.org"])
    deliver_due()
    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("AB", "CD?")


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Hello\nBcc: all@example.org"},
        {"from_email": "a@example.org\r\nBcc: all@example.org"},
        {"to": ["ann@example.org\rBcc: all@example.org"]},
        {"cc": ["ann@example.org\nX: y"]},
        {"bcc": ["ann@example.org\nX: y"]},
        {"reply_to": ["ann@example.org\nX: y"]},
        {"headers": {"X-Name": "Ann\nX: y"}},
        {"headers": {"X-Name: Ann\nX": "y"}},
    ],
)
def test_a_line_break_in_a_header_is_refused_at_once(db, fields):
    with pytest.raises(BadHeaderError):
        mail.EmailMessage(**{"to": ["ann@example.org"], **fields}).send()
    assert not OutboxMessage.objects.exists()


def test_every_attempt_has_the_same_identity(whole_mail):
    whole_mail.send()
    first, second = (rebuilt(OutboxMessage.objects.get()).message() for _ in range(2))
    reference = OutboxMessage.objects.get().reference
    assert first["Message-ID"] == second["Message-ID"] == f"<{reference}@localhost>"
    assert first["Date"] == second["Date"]


def test_an_identity_that_is_given_stays(db):
    given = {"message-id": "<mine@example.org>"}
    mail.EmailMessage("S", to=["ann@example.org"], headers=given).send()
    deliver_due()
    assert mail.outbox[0].message().get_all("Message-ID") == ["<mine@example.org>"]
