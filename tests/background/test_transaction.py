"""What leaves the process is part of the transaction that causes it."""

import time
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import transaction
from django.urls import reverse
from wagtail.admin.mail import send_mail as wagtails_send_mail

from background.models import OutboxMessage
from background.outbox import deliver_due, send_later


class Refused(Exception):
    """Something goes wrong after all was written."""


@pytest.fixture
def editor(db):
    """Somebody who forgot the password."""
    return get_user_model().objects.create_user("ed", "ed@example.org", "forgotten")


def ask_for_a_password(client):
    """What the form for a forgotten password answers."""
    return client.post(
        reverse("wagtailadmin_password_reset"), {"email": "ed@example.org"}
    )


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_sent(received):
    @transaction.atomic
    def change_your_mind():
        send_later("test", {})
        raise Refused

    with pytest.raises(Refused):
        change_your_mind()
    assert deliver_due() == 0
    assert received == []


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_before_the_transaction_is_certain(received):
    with transaction.atomic():
        message = send_later("test", {})
        assert received == []
    assert deliver_due() == 1
    assert received == [message.reference]
    assert deliver_due() == 0


def test_a_sent_message_says_when(received, db):
    send_later("test", {"a": 1}, subject="Hello")
    deliver_due()
    [message] = OutboxMessage.objects.sent()
    assert message.sent_at
    assert message.attempts == 1
    assert str(message) == "Hello"


def test_a_message_can_wait_for_its_time(received, db):
    message = send_later("test", {}, pause=timedelta(hours=1))
    assert deliver_due() == 0
    assert (message.next_attempt_at - message.created_at).seconds >= 3590


def test_a_forgotten_password_is_a_message(editor, visitor):
    assert ask_for_a_password(visitor).status_code == 302
    [message] = OutboxMessage.objects.waiting()
    assert message.kind == "mail"
    assert "assword" in message.subject
    assert mail.outbox == []
    deliver_due()
    [delivered] = mail.outbox
    assert delivered.to == ["ed@example.org"]
    assert "/admin/password_reset/confirm/" in delivered.body


def test_wagtails_own_mails_are_messages(db):
    wagtails_send_mail("A comment", "Text", ["ed@example.org"], html_message="<p>T</p>")
    deliver_due()
    [delivered] = mail.outbox
    assert delivered.extra_headers["Auto-Submitted"] == "auto-generated"
    assert [tuple(one) for one in delivered.alternatives] == [("<p>T</p>", "text/html")]


def test_a_dead_mail_server_is_nothing_to_the_request(editor, visitor, mail_to):
    mail_to(1)
    begin = time.monotonic()
    assert ask_for_a_password(visitor).status_code == 302
    assert time.monotonic() - begin < 1
    assert OutboxMessage.objects.waiting().count() == 1


def test_a_mail_to_nobody_is_none(db):
    assert mail.EmailMessage("Subject", "Text", to=[]).send() == 0
    assert mail.get_connection().send_messages([mail.EmailMessage("S", to=[])]) == 0
    assert not OutboxMessage.objects.exists()
