"""The one way out: messages are written in the transaction and sent by the worker."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from secrets import SystemRandom

from django.db import transaction
from django.db.models import QuerySet

from background.errors import safe_description
from background.models import OutboxMessage
from background.notifications import wake_worker

LONGEST_SUBJECT = 200

# How long to wait after each failure; together a little over 48 hours, then it is parked.
RETRY_DELAYS = (
    timedelta(seconds=5),
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    *[timedelta(hours=3)] * 16,
)

# After so many workers that ended with a message in hand, the message is the reason.
MOST_CUT_SHORT = 3
ENDS_WORKERS = f"The worker ended {MOST_CUT_SHORT} times while it was sending this."

log = logging.getLogger(__name__)


class PermanentFailure(Exception):
    """Trying again would not help. Its words are kept and shown: nothing personal."""


class NotYet(Exception):
    """Trying again may help. Its words are kept and shown: nothing personal."""


@dataclass(frozen=True)
class Handler:
    """
    What concerns one kind of message.

    Args:
        send: sends a message, or raises; a text that it returns is kept as the answer.
        retry_delays: how long to wait after each failure, before it is given up.
        on_give_up: told of a message that was given up, in the same transaction.
        is_personal: whether messages hold what is personal; then what they say is deleted
            as soon as they are handed over or given up.
    """

    send: Callable[[OutboxMessage], object]
    retry_delays: Sequence[timedelta] = RETRY_DELAYS
    on_give_up: Callable[[OutboxMessage], object] | None = None
    is_personal: bool = False


handlers: dict[str, Handler] = {}


def handler(kind, **options):
    """
    Make a function the one that sends messages of a kind.

    It is given the message and raises when that cannot be handed over. It may be given
    the same message again, with the same `reference`, if the worker is killed in between.
    A text that it returns is kept as the answer.

    Args:
        kind: the name of the kind, as `send_later` is given it.
        options: `retry_delays`, `on_give_up` and `is_personal`, as of a `Handler`.

    Returns:
        A decorator that registers the function and leaves it as it is.
    """

    def register(function):
        handlers[kind] = Handler(function, **options)
        return function

    return register


# Writing


def send_later(kind, payload, *, subject="", supersedes="", pause=timedelta(0)):
    """
    Have something sent once the present transaction is certain; never otherwise.

    Args:
        kind: says which handler sends it.
        payload: what the handler needs, as JSON.
        subject: words by which people recognise the message.
        supersedes: a key; a newer message with the same one replaces it if undelivered.
        pause: how long to wait before the first attempt.

    Returns:
        The message.
    """
    message = OutboxMessage(kind=kind, payload=payload, subject=subject)
    message.supersedes = supersedes
    message.next_attempt_at += pause
    send_all_later([message])
    return message


def send_all_later(messages):
    """
    Write many messages at once; as `send_later` does it with one.

    Next: `hand_over`, in the worker, to the function marked with `@handler`.
    """
    for message in messages:
        message.subject = message.subject[:LONGEST_SUBJECT]
    OutboxMessage.objects.bulk_create(messages, batch_size=500)
    wake_worker()


# Sending


def deliver_due(limit: int = 100, among: QuerySet[OutboxMessage] | None = None) -> int:
    """
    Send what is due, each message in a transaction of its own.

    Args:
        limit: how many messages to deal with at most.
        among: the messages to choose from, as a queryset; all if None.

    Returns:
        How many messages were dealt with, whether sent or not.
    """
    done = 0
    while done < limit and deliver_next(among):
        done += 1
    return done


def deliver_next(among=None):
    """
    Send the message that waited longest.

    Its row stays locked until the outcome is noted, so that no other worker sends it.
    That it was taken in hand is certain before: if it ends the worker, others go first,
    and it is given up after the third time.

    Args:
        among: a queryset of messages to choose from; all of them without one.

    Returns:
        Whether there was one.
    """
    messages = OutboxMessage.objects.all() if among is None else among
    with transaction.atomic():
        message = messages.due().select_for_update(skip_locked=True).first()
        is_in_hand = message is not None and take(message)
    if is_in_hand:
        with transaction.atomic():
            # No skipping: whoever chooses a message locks for a moment what they pass by.
            taken = OutboxMessage.objects.waiting().filter(cut_short=message.cut_short)
            for mine in taken.select_for_update().filter(pk=message.pk):
                attempt(mine)
    return message is not None


def take(message):
    """Take a message in hand, unless it ended too many workers; return whether it is."""
    if message.cut_short >= MOST_CUT_SHORT:
        park(message, ENDS_WORKERS)
        return False
    message.take(spread(RETRY_DELAYS[message.cut_short]))
    return True


def attempt(message):
    """Send one message, or drop it for a newer one; note what came of it."""
    if OutboxMessage.objects.replacing(message).exists():
        message.delete()
        return
    try:
        with transaction.atomic():
            answer = hand_over(message)
    except PermanentFailure as failure:
        park(message, str(failure))
    except NotYet as failure:
        postpone(message, str(failure))
    except Exception as error:
        postpone(message, safe_description(error))
    else:
        message.mark_sent(answer if isinstance(answer, str) else "")
        empty_if_personal(message)


def hand_over(message):
    """Give a message to the handler of its kind; return what that returns."""
    if message.kind not in handlers:
        raise PermanentFailure(f"Nothing here can send messages of kind {message.kind}.")
    return handlers[message.kind].send(message)


def postpone(message, reason):
    """Try again later, or give up after the last pause."""
    delays = handlers[message.kind].retry_delays
    if message.attempts >= len(delays):
        park(message, reason)
        return
    log.warning("Not sent yet: %s %s: %s", message.kind, message.reference, reason)
    message.postpone(spread(delays[message.attempts]), reason)


def park(message, reason):
    """Give a message up, and tell whoever wants to know."""
    log.error("Given up: %s %s: %s", message.kind, message.reference, reason)
    message.park(reason)
    known = handlers.get(message.kind)
    if known and known.on_give_up:
        known.on_give_up(message)
    empty_if_personal(message)


def empty_if_personal(message):
    """Delete what a message says that nobody needs any more."""
    known = handlers.get(message.kind)
    if known and known.is_personal:
        message.empty()


def spread(pause: timedelta) -> timedelta:
    """A pause made up to a quarter longer, so that messages do not come all at once."""
    return pause * (1 + SystemRandom().random() / 4)


def messages_nobody_sends():
    """Messages of kinds that have no handler here."""
    return OutboxMessage.objects.exclude(kind__in=handlers)
