"""What is done with a message, from the form to its end."""

import secrets

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.pages.addresses import public_page_at
from editorial.models.decisions import shown_name
from sharing import letters, spam
from sharing.models import Message, Sender
from sharing.models.messages import State, hash_of, hash_of_words
from sharing.models.senders import CONSENT

ALREADY = "Somebody has dealt with this message already."
ASK_FOR_WORDS = "Write a few words for the person who asked."


@transaction.atomic
def receive(form):
    """
    Keep a message, and ask its sender by letter whether it was them.

    Args:
        form: a valid `sharing.forms.ContactForm`.

    Returns:
        The `Message`; the one that is there already if the same form was sent before.
    """
    values = form.cleaned_data
    if sent := Message.objects.filter(form_key=values["form_key"]).first():
        return sent
    sender = Sender.objects.create(
        name=values["name"], email=values["email"], consent=CONSENT
    )
    token = secrets.token_urlsafe()
    message, is_new = Message.objects.get_or_create(
        form_key=values["form_key"],
        defaults={
            **{name: values[name] for name in ("kind", "useful", "words")},
            "words_hash": hash_of_words(values["words"]),
            "sender": sender,
            "token_hash": hash_of(token),
            "suspicions": spam.suspicions(form),
            **what_about(values["about"]),
        },
    )
    if is_new:
        letters.ask_to_confirm(message, token)
    else:  # the same form, at the same moment
        sender.delete()
    return message


def what_about(address):
    """The page that a message is about, and its address as it was given."""
    page = public_page_at(address) if address else None
    return {"page_id": page and page.pk, "address": address}


@transaction.atomic
def confirm(token):
    """
    Send a message on its way whose sender says that it was them.

    Args:
        token: what stands in the link of their letter.

    Returns:
        The message, also one that was confirmed before; None if there is none.
    """
    found = Message.objects.to_confirm(token)
    if found is None:
        return None
    message = locked(found.pk)
    if message.state == State.UNCONFIRMED:
        now = timezone.now()
        Sender.objects.filter(pk=message.sender_id).update(confirmed_at=now)
        message.state = State.SUSPECT if message.suspicions else State.WAITING
        message.waiting_since = now
        message.save(update_fields=["state", "waiting_since"])
    return message


def locked(key):
    """A message that nobody else can change before the end of the transaction."""
    messages = Message.objects.select_for_update(of=("self",))
    return messages.select_related("sender").get(pk=key)


@transaction.atomic
def settle(key, user, state, answer=""):
    """
    Answer a message by letter, or close it without an answer.

    Args:
        key: the message's primary key.
        user: the Moderator.
        state: `State.ANSWERED` or `State.CLOSED`.
        answer: what the letter says.

    Returns:
        A sentence if it could not be done, or an empty string.
    """
    message = locked(key)
    if not message.is_open:
        return ALREADY
    message.state, message.answer = state, answer
    message.settled_at, message.settled_by = timezone.now(), user
    message.save()
    if state == State.ANSWERED:
        letters.answer(message, shown_name(user))
    log(message, f"sharing.{state}", user=user)
    return ""


@transaction.atomic
def let_through(key, user):
    """Put a message among those that wait though it looked like spam; as `settle`."""
    message = locked(key)
    if not message.is_open or message.state != State.SUSPECT:
        return ALREADY
    message.state = State.WAITING
    message.save(update_fields=["state"])
    log(message, "sharing.let_through", user=user)
    return ""


@transaction.atomic
def erase(key, user=None, asked=True):
    """
    Delete what a message says and who sent it, for good.

    Args:
        key: the message's primary key.
        user: the Moderator who does it; None where its sender or the clock does.
        asked: whether its sender asked for it; else its time has come.
    """
    message = locked(key)
    if message.erased_at is None:
        if message.is_open or message.state == State.UNCONFIRMED:
            message.state, message.settled_at = State.CLOSED, timezone.now()
        message.erase()
        log(message, "sharing.erase", user=user, data={"asked": asked})
