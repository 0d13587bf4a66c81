"""What is done with a message, from the form to its end."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.pages.addresses import public_page_at
from editorial.models.decisions import shown_name
from sharing import letters, receiving
from sharing.models import Message
from sharing.models.messages import State

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
    own = {"kind": values["kind"], "useful": values["useful"]}
    about = what_about(values["about"])
    consent = form["consent"].label
    message, token = receiving.keep_once(Message, form, consent, **own, **about)
    if token:
        letters.ask_to_confirm(message, token)
    return message


def page_about(address):
    """The public page at an address, whatever place on it is meant, or None."""
    return public_page_at(address.partition("#")[0]) if address else None


def what_about(address):
    """The page that a message is about, and its address as it was given."""
    page = page_about(address)
    return {"page_id": page and page.pk, "address": address}


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
    message = receiving.locked_row(Message, key)
    if not message.is_open:
        return receiving.ALREADY
    message.state, message.answer = state, answer
    message.settled_at, message.settled_by = timezone.now(), user
    message.save()
    if state == State.ANSWERED:
        letters.answer(message, shown_name(user))
    log(message, f"sharing.{state}", user=user)
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
    message = receiving.locked_row(Message, key)
    if message.erased_at is None:
        if message.is_open or message.state == State.UNCONFIRMED:
            message.state, message.settled_at = State.CLOSED, timezone.now()
        message.erase()
        log(message, "sharing.erase", user=user, data={"asked": asked})
