"""What is done with a reply, from the form to its end."""

import secrets

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from community.confirmations import stays_confirmed
from community.roles import may_decide
from core import signals
from core.pages.queries import public_pages
from editorial.authors import owners_of, writers_ever
from sharing import receiving
from sharing.models import Reply
from sharing.models.replies import GONE, ReplyState
from sharing.models.senders import REPLY_CONSENT
from sharing.models.sent import hash_of
from sharing.replies import letters

NOT_YOURS = "Only Moderators with a confirmed account decide about replies."
OWN_PAGE = (
    "You wrote a part of this page, so somebody else decides about replies to it. It "
    "stays among what waits for the others."
)
OWN_REPLY = "This reply came from your own address, so somebody else decides about it."
NO_PAGE = "Readers do not see the page just now, so nothing can be added to it."
NOT_PUBLIC = "It does not stand on the page any more."
SAY_WHY = "Say in a few words why. Its writer reads them, and they stay in our records."
APPROVED = "sharing.reply_approved"


@transaction.atomic
def receive(form, page):
    """
    Keep a reply, and ask its writer by letter whether it was them.

    Args:
        form: a valid `sharing.replies.forms.ReplyForm`.
        page: a page of a type that takes replies.

    Returns:
        The `Reply`; the one that is there already if the same form was sent before.
    """
    values = {"page_id": page.pk, "to": form.answered(page)}
    reply, token = receiving.keep_once(Reply, form, REPLY_CONSENT, **values)
    if token:
        letters.ask_to_confirm(reply, token)
    return reply


def unless_trusted(user):
    """Why somebody decides about no replies; empty if they may, and stay confirmed."""
    return "" if may_decide(user) and stays_confirmed(user) else NOT_YOURS


def obstacle_to_deciding(reply, user):
    """Why somebody cannot decide about a reply, in a sentence; empty if they can."""
    if not reply.is_open:
        return receiving.ALREADY
    if reply.sender.email.casefold() == user.email.casefold():
        return OWN_REPLY
    if reply.page and user.pk in writers_ever(reply.page.specific):
        return OWN_PAGE
    return ""


@transaction.atomic
def approve(key, user):
    """
    Let readers have a reply as it stands, and tell its writer and the page's authors.

    Args:
        key: the reply's primary key.
        user: the Moderator.

    Returns:
        A sentence if it could not be done, or an empty string.
    """
    reply = receiving.locked_row(Reply, key)
    if obstacle := unless_trusted(user) or obstacle_to_deciding(reply, user):
        return obstacle
    if not public_pages().filter(pk=reply.page_id).exists():
        return NO_PAGE
    token = secrets.token_urlsafe()
    page = reply.page.specific
    note_decision(reply, user, ReplyState.APPROVED)
    reply.fingerprint = reply.words_fingerprint()
    reply.written_by = sorted(writers_ever(page))
    reply.withdrawal_hash = hash_of(token)
    reply.save()
    log(reply, APPROVED, user=user, data={"fingerprint": reply.fingerprint})
    tell_page(reply)
    letters.approved(reply, page, token)
    letters.tell_authors(reply, page, authors_to_tell(page, reply))
    letters.tell_whoever_sent_it_in(page)
    return ""


def note_decision(reply, user, state):
    """Write down who decided, when, and what."""
    reply.state, reply.decided_by, reply.decided_at = state, user, timezone.now()


def authors_to_tell(page, reply):
    """Accounts of those whose page it is; where nobody is known, of all who wrote it."""
    keys = owners_of(page) or set(reply.written_by)
    return get_user_model().objects.filter(pk__in=keys).order_by("pk")


def tell_page(reply):
    """Say that the page shows something else, before the transaction ends."""
    if reply.page_id:
        signals.shown_otherwise.send(Reply, pages=[reply.page_id])


@transaction.atomic
def decline(key, user, words=""):
    """
    Turn a reply down as it stands, with a kind letter; as `approve`.

    Args:
        key: the reply's primary key.
        user: the Moderator.
        words: what they add to the letter.

    Returns:
        A sentence if it could not be done, or an empty string.
    """
    reply = receiving.locked_row(Reply, key)
    if obstacle := unless_trusted(user) or obstacle_to_deciding(reply, user):
        return obstacle
    note_decision(reply, user, ReplyState.DECLINED)
    reply.reason = words
    reply.save()
    log(reply, "sharing.reply_declined", user=user)
    letters.declined(reply)
    return ""


@transaction.atomic
def remove(key, user, words):
    """
    Take an approved reply off the page. Any Moderator may, for it may be urgent.

    Args:
        key: the reply's primary key.
        user: the Moderator.
        words: why.

    Returns:
        A sentence if it could not be done, or an empty string.
    """
    reply = receiving.locked_row(Reply, key)
    if obstacle := unless_trusted(user):
        return obstacle
    if not reply.is_approved:
        return NOT_PUBLIC
    if not words:
        return SAY_WHY
    reply.end(ReplyState.REMOVED)
    reply.reason = words
    reply.save()
    log(reply, "sharing.reply_removed", user=user)
    tell_page(reply)
    letters.removed(reply)
    return ""


@transaction.atomic
def withdraw_reply(key, user=None):
    """
    Delete a reply and who wrote it, because its writer asks for it.

    Readers have it no more, wherever it stood, the moment this is done.

    Args:
        key: the reply's primary key.
        user: the Moderator whom they asked; None where they did it themselves.
    """
    forget(key, ReplyState.WITHDRAWN, "sharing.reply_withdrawn", user)


@transaction.atomic
def lapse(key):
    """Delete a reply, and who wrote it, whose time has come; as `withdraw_reply`."""
    forget(key, ReplyState.LAPSED, "sharing.reply_lapsed")


def forget(key, state, action, user=None):
    """Erase a reply, for good; one that is over already keeps how it ended."""
    reply = receiving.locked_row(Reply, key)
    if reply.erased_at is not None:
        return
    if reply.state not in (ReplyState.DECLINED, *GONE):
        reply.end(state)
    reply.erase()
    log(reply, action, user=user)
    tell_page(reply)


def note_hidden_pages():
    """Note since when approved replies stand on pages that nobody may read."""
    public = Reply.objects.public().values("pk")
    approved = Reply.objects.approved()
    hidden = approved.exclude(pk__in=public).filter(hidden_since=None)
    hidden.update(hidden_since=timezone.now())
    approved.filter(pk__in=public).update(hidden_since=None)
