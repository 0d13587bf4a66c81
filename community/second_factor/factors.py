"""What somebody can show besides their password, and what is told when that changes."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from community import accounts
from community.second_factor import authenticator_apps, recovery_codes
from community.second_factor.policy import is_required
from core.sessions.engine import end_sessions

KIND = "second_factor"
APP, PASSKEY = "app", "passkey"
KINDS = {APP: "authenticator app", PASSKEY: "passkey"}
ADDED, REMOVED = "The {} “{}” was added.", "The {} “{}” was removed."
NEW_CODES = "New recovery codes were made; the ones from before work no more."
CODE_USED = "A recovery code was used to sign in. {} left."
TAKEN_AWAY = (
    "All second factors were taken away. At the next sign-in a new one is set up."
)
LAST_ONE = "It is the only one you have. Please add another before you remove it."


@dataclass(frozen=True)
class Factor:
    """
    One thing that somebody can show, for lists.

    Args:
        kind: a key of `KINDS`.
        row: its row, a `TOTPDevice` or a `Passkey`.
    """

    kind: str
    row: object

    @property
    def label(self):
        """What kind of thing it is, in words."""
        return KINDS[self.kind]

    @property
    def used_at(self) -> datetime | None:
        """When it was last used."""
        return self.row.last_used_at


def factors_of(user):
    """All that somebody can show, apps before passkeys; recovery codes apart."""
    apps = [Factor(APP, row) for row in authenticator_apps.apps_of(user)]
    return apps + [Factor(PASSKEY, row) for row in user.passkeys.all()]


def one_of(found, kind, pk):
    """Of some `Factor`s the one with a kind and a primary key; None if there is none."""
    return next((f for f in found if f.kind == kind and f.row.pk == pk), None)


def has_any(user):
    """Whether somebody has set up a second factor."""
    return authenticator_apps.apps_of(user).exists() or user.passkeys.exists()


def is_asked_of(user):
    """Whether a password alone is not enough for somebody."""
    return is_required() or has_any(user)


def note(user, says, by=None):
    """Write down, and tell the person, that what they can show changed."""
    accounts.note(user, [(KIND, says)], by=by)


def note_added(user, kind, name):
    """Write down and tell that something was added by the person."""
    note(user, ADDED.format(KINDS[kind], name), by=user)


@transaction.atomic
def remove(user, kind, pk):
    """
    Remove one of somebody's factors, by their own wish.

    Args:
        user: whose it is.
        kind: a key of `KINDS`.
        pk: its primary key.

    Returns:
        Why it was not removed, in a sentence; empty if it was, or is gone already.
    """
    get_user_model().objects.locked(user.pk)
    found = factors_of(user)
    this, is_only = one_of(found, kind, pk), len(found) == 1
    if this is None:
        return ""
    if is_only and is_required():
        return LAST_ONE
    this.row.delete()
    if is_only:
        user.recovery_codes.all().delete()
    note(user, REMOVED.format(this.label, this.row.name), by=user)
    return ""


@transaction.atomic
def new_codes(user):
    """Make new recovery codes for somebody, and tell them; the codes to be shown once."""
    codes = recovery_codes.make(user)
    note(user, NEW_CODES, by=user)
    return codes


def use_code(user, typed):
    """
    Look at a code, from an app or for recovery.

    Args:
        user: who typed it.
        typed: what they typed.

    Returns:
        Whether it is right; it is not a second time.
    """
    code = "".join(typed.split()).replace("-", "").lower()
    if authenticator_apps.use(user, code):
        return True
    if not recovery_codes.use(user, code):
        return False
    note(user, CODE_USED.format(left_in_words(user)), by=user)
    return True


def left_in_words(user):
    """How many recovery codes somebody has left, in words."""
    count = user.recovery_codes.count()
    return "None is" if not count else "One is" if count == 1 else f"{count} are"


@transaction.atomic
def take_all_away(user, by=None):
    """
    Take away all that somebody can show, and sign them out everywhere.

    Args:
        user: who lost it.
        by: who decided that; None for the server.
    """
    for factor in factors_of(user):
        factor.row.delete()
    user.recovery_codes.all().delete()
    end_sessions(user.pk)
    note(user, TAKEN_AWAY, by=by)
