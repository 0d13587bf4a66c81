"""What is personal is kept as long as it is needed, and then it is gone everywhere."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from psycopg2 import sql
from wagtail.models import ModelLogEntry

from background.models import OutboxMessage
from background.outbox import deliver_due
from sharing.jobs import erase_old_messages
from sharing.models import Message, Sender
from sharing.models.messages import State
from sharing.submissions import ending, following
from tests.sharing.conftest import EMAIL, WORDS, letters, send
from tests.sharing.submitting import received
from tests.sharing.test_desk import screen

MARKERS = ("Zebedee", "zebedee@marker.example", "Xylographic words")


@pytest.fixture
def marked(visitor, people, tree):
    """A message full of words that stand nowhere else, answered."""
    visitor.post(send(visitor, name=MARKERS[0], email=MARKERS[1], words=MARKERS[2]))
    message = Message.objects.get()
    people["moderator"].get(screen(message))
    answer = {"do": "answer", "answer": "Thank you, Zebedee."}
    people["moderator"].post(screen(message), answer)
    return message


def tables_with(marker):
    """The tables in which a word stands."""
    asked = sql.SQL("SELECT EXISTS (SELECT FROM {table} t WHERE t::text ILIKE %s)")
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            query = asked.format(table=sql.Identifier(table))
            cursor.execute(query, [f"%{marker}%"])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def test_it_stands_in_its_own_tables_and_in_letters_on_their_way(marked):
    places = set().union(*(tables_with(marker) for marker in MARKERS))
    assert places <= {"sharing_sender", "sharing_message", "background_outboxmessage"}


def test_a_letter_is_emptied_once_it_is_handed_over(marked):
    deliver_due()
    for marker in MARKERS:
        assert "background_outboxmessage" not in tables_with(marker)
    assert OutboxMessage.objects.sent().count() == 2


def test_a_letter_that_was_given_up_is_emptied_and_not_tried_again(marked, settings):
    settings.MAIL_DELIVERY_BACKEND = "nowhere.Backend"
    OutboxMessage.objects.update(attempts=99)
    deliver_due()
    assert OutboxMessage.objects.parked().count() == 2
    assert "background_outboxmessage" not in tables_with(MARKERS[1])
    assert OutboxMessage.objects.try_again() == 0


def test_when_its_sender_asks_it_is_gone_and_the_consent_stays(marked, people):
    deliver_due()
    people["moderator"].post(screen(marked), {"do": "erase"})
    assert set().union(*(tables_with(marker) for marker in MARKERS)) == set()
    sender = Sender.objects.get()
    assert sender.erased_at
    assert "180 days" in sender.consent
    assert ModelLogEntry.objects.filter(action="sharing.erase").count() == 1
    text = people["moderator"].get(screen(marked)).content.decode()
    assert "were deleted on" in text
    people["moderator"].post(screen(marked), {"do": "erase"})
    assert ModelLogEntry.objects.filter(action="sharing.erase").count() == 1


@pytest.mark.parametrize(
    ("state", "days"),
    [
        (State.UNCONFIRMED, 7),
        (State.SUSPECT, 30),
        (State.ANSWERED, 180),
        (State.CLOSED, 180),
    ],
)
def test_what_was_kept_long_enough_is_deleted(visitor, db, state, days):
    for kept in (days - 1, days + 1):
        send(visitor)
        then = timezone.now() - timedelta(days=kept)
        message = Message.objects.latest("pk")
        message.state, message.sent_at = state, then
        if state in (State.ANSWERED, State.CLOSED):
            message.settled_at = then
        message.save()
    erase_old_messages()
    assert list(Message.objects.order_by("pk").values_list("words", flat=True)) == [
        WORDS,
        "",
    ]
    assert list(Sender.objects.order_by("pk").values_list("email", flat=True)) == [
        EMAIL,
        "",
    ]


def test_what_waits_is_kept_however_long_it_waits(visitor, db):
    visitor.post(send(visitor))
    Message.objects.update(sent_at=timezone.now() - timedelta(days=500))
    erase_old_messages()
    assert Message.objects.get().words == WORDS


def test_nothing_of_it_is_logged(visitor, db, caplog):
    with caplog.at_level("INFO"):
        visitor.post(send(visitor, name=MARKERS[0]))
        deliver_due()
    said = "\n".join(record.getMessage() for record in caplog.records)
    for marker in (MARKERS[0], EMAIL):
        assert marker not in said


def test_the_audit_does_not_mind(marked):
    call_command("audit_publications")
    assert letters().exists()


@pytest.fixture
def marked_story(visitor, people, tree):
    """A story that somebody sent in whose name and address stand nowhere else."""
    submission, _ = received(visitor, name=MARKERS[0], email=MARKERS[1])
    people["moderator"].get(f"/admin/sent-in/{submission.pk}/")
    following.ask(submission.pk, people["moderator"].user, "Which wards?")
    return submission


def test_who_sent_a_story_in_stands_in_one_table_and_in_letters(marked_story):
    places = set().union(*(tables_with(marker) for marker in MARKERS[:2]))
    assert places <= {"sharing_sender", "background_outboxmessage"}
    subjects = [letter.payload["subject"] for letter in letters()]
    assert not any(marker in subject for marker in MARKERS for subject in subjects)


def test_a_look_at_a_story_sent_in_is_noted(marked_story):
    assert ModelLogEntry.objects.filter(action="sharing.view").count() == 1


def test_once_it_is_erased_it_stands_nowhere(marked_story):
    deliver_due()
    ending.erase(marked_story.pk)
    assert set().union(*(tables_with(marker) for marker in MARKERS[:2])) == set()
    assert tables_with("whether the falls chart was any good") == set()
