"""Whatever is wrong with the mail server, the mail waits and comes later."""

import socket
import time

import pytest
from django.core import mail

from background.models import OutboxMessage
from background.outbox import deliver_due
from mapcms import settings as as_written
from tests.background.conftest import make_due
from tests.background.mail_server import DISCONNECT, HANG, MailServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter():
    """A mail in the outbox."""
    mail.send_mail("Hello", "Text", None, ["ann@example.org"])
    return OutboxMessage.objects.get()


FOR_NOW = [
    pytest.param({"": HANG}, "SMTPServerDisconnected", id="hangs"),
    pytest.param({".": HANG}, "SMTPServerDisconnected", id="hangs later"),
    pytest.param({"": "421 busy"}, "SMTPConnectError 421", id="busy"),
    pytest.param({"MAIL": "421 busy"}, "SMTPSenderRefused 421", id="busy later"),
    pytest.param({"AUTH": "535 no"}, "SMTPAuthenticationError 535", id="bad password"),
    pytest.param({"": DISCONNECT}, "SMTPServerDisconnected", id="disconnects"),
    pytest.param({".": DISCONNECT}, "SMTPServerDisconnected", id="disconnects later"),
    pytest.param({"RCPT": "451 later"}, "SMTPRecipientsRefused", id="greylisting"),
    pytest.param({".": "452 full"}, "SMTPDataError 452", id="full"),
]


@pytest.mark.parametrize(("answers", "reason"), FOR_NOW)
def test_a_fault_for_now_means_later(letter, mail_to, answers, reason):
    with MailServer(answers) as server:
        mail_to(server.port, timeout=0.5, auth="secret")
        assert deliver_due() == 1
    letter.refresh_from_db()
    assert letter in OutboxMessage.objects.waiting()
    assert letter.last_error.startswith(f"{reason} in background/mail.py")
    with MailServer() as server:
        mail_to(server.port)
        make_due()
        deliver_due()
        assert [one["To"] for one in server.mails] == ["ann@example.org"]
    assert OutboxMessage.objects.sent().count() == 1


def test_a_server_that_is_not_there(letter, mail_to):
    mail_to(1)
    deliver_due()
    letter.refresh_from_db()
    place = "ConnectionRefusedError 111 in background/mail.py"
    assert letter.last_error.startswith(place)


def test_a_name_that_nobody_knows(letter, mail_to, monkeypatch):
    def unknown(*arguments, **options):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    mail_to(25, host="mail.example.org")
    deliver_due()
    letter.refresh_from_db()
    assert letter in OutboxMessage.objects.waiting()
    assert letter.last_error.startswith("gaierror -2")


FOR_GOOD = [
    ({"RCPT": "550 unknown"}, "The mail server refused the address for good (550)."),
    ({".": "554 spam"}, "The mail server refused the mail for good (554)."),
]


@pytest.mark.parametrize(("answers", "reason"), FOR_GOOD)
def test_a_refusal_for_good_is_given_up(letter, mail_to, answers, reason):
    with MailServer(answers) as server:
        mail_to(server.port)
        deliver_due()
    letter.refresh_from_db()
    assert letter in OutboxMessage.objects.parked()
    assert letter.last_error == reason


def test_an_address_that_is_none_is_given_up(mail_to):
    mail.send_mail("Hello", "Text", None, ["ann@example@org"])
    with MailServer() as server:
        mail_to(server.port)
        deliver_due()
    [message] = OutboxMessage.objects.parked()
    assert message.last_error == "An address or a header of it is malformed."


@pytest.mark.parametrize("goodbye", [HANG, DISCONNECT, "500 what", "221 " + 9000 * "x"])
def test_a_goodbye_that_goes_wrong_does_not_send_it_twice(letter, mail_to, goodbye):
    with MailServer({"QUIT": goodbye}) as server:
        mail_to(server.port, timeout=0.5)
        deliver_due()
        make_due()
        assert deliver_due() == 0
        assert len(server.mails) == 1


def test_a_server_that_hangs_is_left_in_time(letter, mail_to):
    begin = time.monotonic()
    with MailServer({"": HANG}) as server:
        mail_to(server.port, timeout=0.5)
        deliver_due()
    assert time.monotonic() - begin < 5


def test_a_server_has_ten_seconds():
    assert as_written.EMAIL_TIMEOUT == 10
    assert as_written.EMAIL_BACKEND == "background.mail.OutboxEmailBackend"
    assert as_written.MAIL_DELIVERY_BACKEND.endswith("console.EmailBackend")
