"""Administrators get a letter when a part of the site ends again and again."""

from django.core import mail
from django.core.management import call_command


def test_administrators_are_told(people, mailoutbox):
    call_command("tell_administrators", "The worker ended by itself.")
    told = {address for message in mail.outbox for address in message.to}
    assert told == {people[name].user.email for name in ("steering", "admin")}
    assert "The worker ended by itself." in mail.outbox[0].body
