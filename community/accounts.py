"""Accounts: who may change whose, and what is written down and told when one changes."""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log

from community import confirmations
from community.models.confirmations import Confirmation
from community.roles import EXPLAINED, is_steering
from core import signals
from core.sessions.engine import end_sessions

# Fields whose changes are noted: the kind of change, and what to say of it.
WATCHED = {
    "username": ("name", "The name to sign in with is now “{new}”, no longer “{old}”."),
    "email": ("address", "The address is now {new}, no longer {old}."),
    "password": ("password", "A new password was set."),
    "is_active": ("activity", "The account was switched {off_or_on}."),
    "is_superuser": ("role", "The rights of an administrator were {taken_or_given}."),
}
ONLY_STEERING = "Only confirmed members of the Steering group confirm accounts."
NOTHING_TO_DO = "It is confirmed already. There is nothing left to do."
INACTIVE = "The account is switched off, so there is nothing to confirm."
YOUR_OWN_HAND = (
    "You made this account, or you are the one who changed it, so the word of a "
    "different person is needed. {}"
)
OTHER_NOW = (
    "The account changed since you opened it, and it was not confirmed. Please look at "
    "it again."
)


def may_change(by, user):
    """
    Whether somebody may change an account; administrators' are theirs alone.

    Args:
        by: who wants to.
        user: whose account it is.

    Returns:
        True if so; never as long as nobody has confirmed their own account, which may be
        another person's second one.
    """
    return confirmations.is_confirmed(by) and (by.is_superuser or not user.is_superuser)


def roles_given_by(by):
    """The groups that somebody may give and take: the community's own, for most."""
    groups = Group.objects.order_by("pk")
    return groups if by.is_superuser else groups.filter(name__in=EXPLAINED)


# What happened


@dataclass
class News:
    """What happened to one account, for one letter."""

    by: object = None
    kinds: set = field(default_factory=set)
    sentences: list = field(default_factory=list)
    former_address: str = ""

    def add(self, by, changes, former_address):
        """More that happened, and who did it."""
        self.by = self.by or by
        self.kinds |= {kind for kind, _ in changes}
        said = [*self.sentences, *(says for _, says in changes)]
        self.sentences = list(dict.fromkeys(said))
        self.former_address = self.former_address or former_address


_gathering = ContextVar("gathering", default=None)


@contextmanager
def gathering():
    """Keep the letters about one account back; yield the `News` for a single one."""
    news = News()
    token = _gathering.set(news)
    try:
        yield news
    finally:
        _gathering.reset(token)


def note(user, changes, former_address="", by=None):
    """
    Write down in the log what happened to an account, and tell the person.

    Args:
        user: whose account it is.
        changes: (kind, sentence) of each change, at least one.
        former_address: where letters went before, if that changed.
        by: who did it; whoever is at work in the admin if nobody is named.
    """
    entries = [
        log(user, f"community.{kind}", user=by, data={"says": says})
        for kind, says in changes
    ]
    gathered = _gathering.get()
    news = News() if gathered is None else gathered
    news.add(entries[0].user, changes, former_address)
    if gathered is None:
        tell(user, news)


def tell(user, news):
    """
    Tell the person what happened to their account.

    What a command does on the server is logged and not told, but for a new password: it
    may come from whoever reads the person's letters.
    """
    if news.by or "password" in news.kinds:
        signals.account_changed.send(type(user), user=user, news=news)


# Saving


def about_to_change(user, fields=None):
    """
    What saving an account would change.

    Args:
        user: the account, not saved yet.
        fields: the names of the fields to be saved, or None for all.

    Returns:
        The kept values by the names of their fields.
    """
    names = set(WATCHED) if fields is None else set(WATCHED).intersection(fields)
    rows = type(user)._base_manager.filter(pk=user.pk).values(*names) if names else ()
    kept = {n: v for row in rows for n, v in row.items() if v != getattr(user, n)}
    if user._password is None:  # no other password, but another way of keeping it
        kept.pop("password", None)
    return kept


def note_saved(user, kept):
    """Write down what saving changed, and tell the person."""
    if kept:
        changes = [change(name, old, getattr(user, name)) for name, old in kept.items()]
        if ends_sessions(user, kept):
            end_sessions(user.pk)
        if may_be_anothers(user, kept):
            changes += confirmations.take_away(user)
        note(user, changes, former_address=kept.get("email", ""))


def may_be_anothers(user, kept):
    """Whether by what changed an account may be another person's, or approve, now."""
    switched_on = [name for name in ("is_active", "is_superuser") if name in kept]
    return "email" in kept or any(getattr(user, name) for name in switched_on)


def ends_sessions(user, kept):
    """Whether what changed ends sessions, other than the one in which it was done."""
    by = confirmations.actor()
    is_anothers = "email" in kept and by is not None and by.pk != user.pk
    return is_anothers or bool({"password", "is_active", "is_superuser"} & set(kept))


def change(name, old, new):
    """The kind of a change of one field, and a sentence about it."""
    kind, says = WATCHED[name]
    off_or_on, taken_or_given = ("on", "given") if new else ("off", "taken away")
    return kind, says.format(
        old=old, new=new, off_or_on=off_or_on, taken_or_given=taken_or_given
    )


# Confirming


def obstacle_to_confirming(user, by):
    """Why somebody cannot confirm an account, in a sentence; empty if they can."""
    if not (is_steering(by) and confirmations.is_confirmed(by)):
        return ONLY_STEERING
    if not user.is_active:
        return INACTIVE
    if confirmations.is_confirmed(user):
        return NOTHING_TO_DO
    if by.pk in confirmations.hands_in(user):
        return YOUR_OWN_HAND.format(confirmations.who_can(user))
    return ""


@transaction.atomic
def confirm(user_id, by, address):
    """
    Write down somebody's word for an account, and tell the person.

    Args:
        user_id: the account's primary key.
        by: who knows the person.
        address: the address that stood on their screen.

    Returns:
        Why it was not confirmed, in a sentence; empty if it was.
    """
    user = get_user_model().objects.locked(user_id)
    if obstacle := obstacle_to_confirming(user, by):
        return obstacle
    if address != user.email:
        return OTHER_NOW
    Confirmation.objects.create(user=user, confirmed_by=by)
    said = confirmations.SAID.format(confirmations.name_of(by))
    note(user, [("confirm", said)], by=by)
    return ""
