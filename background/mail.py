"""Every mail of Django and Wagtail goes into the outbox; the worker delivers it."""

import smtplib
from base64 import b64decode, b64encode
from contextlib import suppress
from email import message_from_bytes
from email.message import Message
from email.mime.base import MIMEBase
from email.policy import compat32
from email.utils import formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import (
    BadHeaderError,
    EmailAttachment,
    EmailMessage,
    EmailMultiAlternatives,
    get_connection,
)
from django.core.mail.backends.base import BaseEmailBackend

from background.outbox import PermanentFailure, handler, send_later

ADDRESSES = ("to", "cc", "bcc", "reply_to")
TEXTS = ("subject", "body", "from_email")
REFUSED_FOR_GOOD = 500


class OutboxEmailBackend(BaseEmailBackend):
    """Takes mails at once and with certainty, whatever the mail server is doing."""

    def send_messages(self, email_messages):
        """
        Write mails into the outbox, all or none of them.

        A line break in a header ends it with Django's `BadHeaderError`.

        Args:
            email_messages: Django's `EmailMessage`s; those to nobody are passed over.

        Returns:
            How many were written.
        """
        mails = [mail for mail in email_messages if mail.recipients()]
        for mail in mails:
            refuse_line_breaks(mail)
        for mail in mails:
            send_later("mail", payload_of(mail), subject=clean(mail.subject))
        return len(mails)


def refuse_line_breaks(mail):
    """Somebody who can add a line to a header can add a header, or a whole mail."""
    addresses = [address for name in ADDRESSES for address in getattr(mail, name)]
    more = [text for header in mail.extra_headers.items() for text in header]
    for text in (mail.subject, mail.from_email, *addresses, *more):
        if {"\r", "\n"} & set(str(text)):
            raise BadHeaderError("A header of an e-mail cannot contain line breaks.")


# To the outbox


def payload_of(mail):
    """A mail as JSON."""
    return {
        **{name: clean(getattr(mail, name)) for name in TEXTS},
        **{name: [clean(one) for one in getattr(mail, name)] for name in ADDRESSES},
        "headers": {name: clean(text) for name, text in mail.extra_headers.items()},
        "content_subtype": mail.content_subtype,
        "mixed_subtype": mail.mixed_subtype,
        "alternatives": [
            [packed(content), mimetype]
            for content, mimetype in getattr(mail, "alternatives", ())
        ],
        "attachments": [packed_attachment(attached) for attached in mail.attachments],
    }


def clean(text):
    """A text without the characters that the database cannot hold."""
    return str(text).replace("\x00", "").encode("utf-8", "replace").decode()


def packed(content):
    """The content of a part as JSON: text as it is, all else in base64."""
    if isinstance(content, str):
        return {"text": clean(content)}
    if isinstance(content, EmailMessage):
        content = content.message()
    data = content.as_bytes() if isinstance(content, Message) else content
    return {"base64": b64encode(data).decode()}


def packed_attachment(attached):
    """An attachment as JSON: a whole part of a mail, or a name, a content and a type."""
    if isinstance(attached, MIMEBase):
        return packed(attached)
    name, content, mimetype = attached
    return {"name": name, "mimetype": mimetype, **packed(content)}


# From the outbox


class MailPart(MIMEBase):
    """A part of a mail, read from its bytes."""

    def __init__(self, policy=compat32):
        Message.__init__(self, policy)


def rebuilt(message):
    """The mail that was written into the outbox, the same at every attempt."""
    payload = message.payload
    mail = EmailMultiAlternatives(
        **{name: payload[name] for name in (*TEXTS, *ADDRESSES)},
        headers={**identity(message, payload["headers"]), **payload["headers"]},
        attachments=[
            unpacked_attachment(attached) for attached in payload["attachments"]
        ],
    )
    for name in ("content_subtype", "mixed_subtype"):
        setattr(mail, name, payload[name])
    for content, mimetype in payload["alternatives"]:
        mail.attach_alternative(unpacked(content), mimetype)
    return mail


def identity(message, headers):
    """The headers by which a mail server knows a repetition, unless they are given."""
    host = urlsplit(settings.BASE_URL).hostname
    own = {
        "Message-ID": f"<{message.reference}@{host}>",
        "Date": formatdate(message.created_at.timestamp()),
    }
    given = {name.lower() for name in headers}
    return {name: text for name, text in own.items() if name.lower() not in given}


def unpacked(part):
    """The content of a part, from JSON."""
    return part["text"] if "text" in part else b64decode(part["base64"])


def unpacked_attachment(attached):
    """An attachment, from JSON."""
    if "mimetype" not in attached:
        return message_from_bytes(unpacked(attached), _class=MailPart)
    return EmailAttachment(attached["name"], unpacked(attached), attached["mimetype"])


# Delivery


@handler("mail", is_personal=True)
def deliver(message):
    """
    Hand a mail to the mail server that EMAIL_URL names.

    Raises:
        PermanentFailure: the server refused this mail for good, or it cannot be written.
        SMTPRecipientsRefused: the server takes nothing for the address at the moment.
        SMTPDataError: it does not take the mail at the moment.
    """
    try:
        hand_to_server(rebuilt(message))
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        stop_if_final(min(codes), "The mail server refused the address for good")
        raise
    except smtplib.SMTPDataError as refusal:
        stop_if_final(refusal.smtp_code, "The mail server refused the mail for good")
        raise
    except ValueError as error:
        raise PermanentFailure("An address or a header of it is malformed.") from error


def hand_to_server(mail):
    """Deliver a mail. It is delivered even if the goodbye goes wrong."""
    server = get_connection(settings.MAIL_DELIVERY_BACKEND)
    try:
        server.open()
        server.send_messages([mail])
    finally:
        with suppress(OSError):
            server.close()


def stop_if_final(code, words):
    """Do not try again if the mail server said that it would not help."""
    if code >= REFUSED_FOR_GOOD:
        raise PermanentFailure(f"{words} ({code}).")
