"""One letter for each event to the person concerned, and one list of what waits."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone

from community.models import User
from editorial import jobs
from editorial.models import MailChoice, ReviewTask
from tests.editorial.conftest import approve, send, send_back, written_by

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=LONDON)
TUESDAY = MONDAY + timedelta(days=1)


def addresses(letters):
    """To whom letters went."""
    return sorted(letter.to[0] for letter in letters)


def test_sending_writes_to_nobody(draft, people, mailoutbox):
    send(draft, people["editor"].user)
    assert mailoutbox == []


def test_the_author_hears_of_approval_with_the_words(draft, people, mailoutbox):
    state = send(draft, people["editor"].user)
    approve(state, people["moderator"].user, words="Lovely <b>figures</b>")
    (letter,) = mailoutbox
    assert letter.to == [people["editor"].user.email]
    assert "was approved" in letter.subject
    assert "> Lovely <b>figures</b>" in letter.body
    html, _ = letter.alternatives[0]
    assert "Lovely &lt;b&gt;figures" in html
    assert "http://localhost:8000/stories/" in letter.body


def test_the_author_gets_the_reason_the_name_and_the_way_on(draft, people, mailoutbox):
    moderator = people["moderator"].user
    moderator.first_name, moderator.last_name = "Grace", "Okafor"
    moderator.save()
    send_back(send(draft, people["editor"].user), moderator, words="Say who was there.")
    (letter,) = mailoutbox
    assert "Grace Okafor" in letter.body
    assert "> Say who was there." in letter.body
    assert f"/admin/pages/{draft.pk}/edit/" in letter.body


def test_five_texts_are_one_letter_a_day_to_each_moderator(tree, people, mailoutbox):
    for _ in range(5):
        send(written_by(people["editor"].user, tree), people["editor"].user)
    jobs.send_digests()
    moderators = [people["moderator"].user, people["moderator2"].user]
    assert addresses(mailoutbox) == sorted(user.email for user in moderators)
    assert all("5 texts wait" in letter.subject for letter in mailoutbox)


def test_nobody_is_told_of_their_own_text_or_of_nothing(draft, people, mailoutbox):
    jobs.send_digests()
    assert mailoutbox == []
    send(draft, people["moderator"].user)
    jobs.send_digests()
    assert addresses(mailoutbox) == [people["moderator2"].user.email]


@pytest.mark.parametrize(
    ("choice", "day", "told"),
    [
        ("daily", TUESDAY, True),
        ("weekly", TUESDAY, False),
        ("weekly", MONDAY, True),
        ("none", MONDAY, False),
    ],
)
def test_everybody_chooses_how_often(draft, people, mailoutbox, choice, day, told):
    client = people["moderator"]
    with time_machine.travel(day, tick=False):
        send(draft, people["editor"].user)
        MailChoice.objects.create(user=client.user, digest=choice)
        jobs.send_digests()
    assert (client.user.email in addresses(mailoutbox)) == told


def test_the_choice_stands_in_the_account(people):
    client = people["moderator"]
    assert "The list of what waits" in client.get("/admin/account/").content.decode()
    account = people["editor"].get("/admin/account/")
    assert account.status_code == 200
    assert "The list of what waits" not in account.content.decode()


def test_reminders_come_once_after_3_7_and_14_days(draft, people, mailoutbox):
    start = timezone.now()
    send(draft, people["editor"].user)
    counts = []
    for day in (1, 3, 4, 7, 8, 14, 15):
        with time_machine.travel(start + timedelta(days=day, hours=1), tick=False):
            mailoutbox.clear()
            jobs.send_reminders()
            counts.append(len(mailoutbox))
        if day == 14:
            assert people["steering"].user.email in addresses(mailoutbox)
    assert counts == [0, 2, 0, 2, 0, 3, 0]


def test_whoever_is_reading_it_is_reminded_first(draft, people, mailoutbox):
    state = send(draft, people["editor"].user)
    state.claimed_by = people["moderator"].user
    state.claimed_at = timezone.now() + timedelta(days=2)
    state.save()
    with time_machine.travel(timezone.now() + timedelta(days=3, hours=1), tick=False):
        jobs.send_reminders()
    assert addresses(mailoutbox) == [people["moderator"].user.email]


def without_address(user):
    """They have an account and no mail."""
    User.objects.filter(pk=user.pk).update(email="")


def switched_off(user):
    """They have left."""
    User.objects.filter(pk=user.pk).update(is_active=False)


def opted_out(user):
    """They look at the queue themselves."""
    MailChoice.objects.create(user=user, digest=MailChoice.Digest.NONE)


def without_role(user):
    """They are no Moderators any more."""
    user.groups.clear()


def without_step(user):
    """They are Moderators, and the step is another group's by now."""
    ReviewTask.objects.get().groups.set(Group.objects.filter(name="Content Editors"))


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (without_address, "no Moderator has an e-mail address"),
        (switched_off, "no Moderator has an e-mail address"),
        (opted_out, "no Moderator has an e-mail address"),
        (without_role, "no Moderator has an e-mail address"),
        (without_step, "Nobody can decide in the step"),
    ],
)
def test_administrators_hear_when_no_moderator_can_be_told(
    draft, people, mailoutbox, happens, said
):
    for name in ("moderator", "moderator2"):
        happens(people[name].user)
    told = sorted(people[name].user.email for name in ("steering", "admin"))
    with time_machine.travel(MONDAY, tick=False):
        state = send(draft, people["editor"].user)
        jobs.warn_when_nobody_is_reachable()
    assert addresses(mailoutbox) == told
    assert all(said in " ".join(letter.body.split()) for letter in mailoutbox)
    steering = people["steering"]
    assert said in steering.get("/admin/").content.decode()
    queue = steering.get(reverse("editorial:queue")).content.decode()
    assert state.revision.object_str in queue
    with time_machine.travel(TUESDAY, tick=False):
        jobs.warn_when_nobody_is_reachable()
    assert addresses(mailoutbox) == told


def test_a_broken_mail_server_stops_nobody(draft, people, settings, monkeypatch):
    settings.EMAIL_BACKEND = "background.mail.OutboxEmailBackend"
    settings.MAIL_DELIVERY_BACKEND = "nowhere.to.be.found"
    state = send(draft, people["editor"].user)
    assert approve(state, people["moderator"].user).is_approval


def test_letters_are_plain_text_and_html(draft, people, mailoutbox):
    send_back(send(draft, people["editor"].user), people["moderator"].user)
    assert isinstance(mailoutbox[0], EmailMultiAlternatives)
    assert mailoutbox[0].alternatives[0][1] == "text/html"
    assert "choose how often" in mailoutbox[0].body
