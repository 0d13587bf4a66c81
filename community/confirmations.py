"""Confirmed accounts: a second person knows who is behind each that may approve."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import ModelLogEntry

from community import roles
from community.models.confirmations import Confirmation
from core.text.phrases import joined

CONFIRMED, TAKEN = "community.confirm", "community.unconfirm"
# The first is ours, wherever it is made; the other Wagtail's, in its own form.
MADE = ("community.made", "wagtail.create")
CHANGED = tuple(f"community.{kind}" for kind in ("role", "address", "activity", "name"))
# By these somebody may be the one who signs in.
TAKEN_OVER = (*MADE, "community.address")
WORDS = "I know this person, and this address is theirs."
SAID = "{} said: “" + WORDS + "”"
SAID_ON_THE_SERVER = "It was confirmed on the server."
MUST_BE = "Until somebody else has confirmed the account, it approves no texts."
NOT_YET = "Nobody has confirmed your account yet, so it does not decide about texts."
ONLY_THE_SERVER = (
    "Nobody on the site can confirm it; whoever looks after the server can, with "
    "“manage.py confirm_account {}”."
)


def is_confirmed(user):
    """Whether an account is in use and somebody has confirmed it."""
    return user.is_active and Confirmation.objects.filter(user=user.pk).exists()


def stays_confirmed(user):
    """The same; in a transaction it cannot be taken away before the end."""
    kept = Confirmation.objects.select_for_update().filter(user=user.pk)
    return user.is_active and kept.first() is not None


def waiting():
    """Accounts that have a role that approves, and wait to be confirmed."""
    people = get_user_model().objects.filter(is_active=True, confirmation=None)
    approve = Q(is_superuser=True) | Q(groups__name__in=roles.APPROVING)
    return people.filter(approve).distinct().order_by("pk")


# Who can


def confirmers_of(user):
    """Confirmed members of the Steering group who neither made nor changed an account."""
    steering = roles.confirmed_administrators()
    return steering.exclude(pk__in=hands_in(user) | {user.pk}).order_by("pk")


def hands_in(user):
    """
    Find whose word for an account does not count, because they had a hand in it.

    Args:
        user: whose account it is.

    Returns:
        The keys of whoever made it, and of all who have changed it since it was last
        confirmed so that it may be another person's now.
    """
    entries = ModelLogEntry.objects.for_instance(user).exclude(user=user.pk)
    last = entries.filter(action=CONFIRMED).aggregate(last=Max("pk"))["last"] or 0
    found = entries.filter(Q(action__in=MADE) | Q(action=TAKEN, pk__gt=last))
    return set(found.values_list("user", flat=True)) - {None}


def all_hands(kinds=(*MADE, TAKEN, *CHANGED)):
    """
    Everything that people did to each other's accounts.

    Args:
        kinds: what counts, as the log names it.

    Yields:
        (key of the account, key of whoever made or changed it, when).
    """
    entries = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(get_user_model()),
        action__in=kinds,
        user__isnull=False,
    )
    for key, by, at in entries.values_list("object_id", "user", "timestamp"):
        if key != str(by):
            yield int(key), by, at


def who_can(user):
    """Who can confirm an account, in a sentence."""
    names = [name_of(person) for person in confirmers_of(user)]
    if not names:
        return ONLY_THE_SERVER.format(user.get_username())
    return f"{joined(names, 'or')} can confirm it."


def not_yet(user):
    """What somebody reads who cannot decide yet; empty if their account is confirmed."""
    return "" if is_confirmed(user) else f"{NOT_YET} {who_can(user)}"


def name_of(user):
    """What people call somebody, or the name they sign in with."""
    return user.get_full_name() or user.get_username()


# What happens to an account


def actor():
    """Who is at work in the admin; None for commands, and for who follows a letter."""
    return get_active_log_context().user


def note_made(user):
    """Write down who made an account, unless the server did."""
    if actor():
        log(user, MADE[0], data={"says": f"The account was made. {MUST_BE}"})


def take_away(user):
    """
    Take the word for an account away after somebody else's change.

    Neither its owner's change nor the server's does that.

    Args:
        user: whose account was changed.

    Returns:
        What to note of it, as (kind, sentence); nothing where nobody need be told.
    """
    by = actor()
    if by is None or by.pk == user.pk:
        return []
    get_user_model().objects.locked(user.pk)
    Confirmation.objects.filter(user=user.pk).delete()
    if roles.may_decide(user):
        return [("unconfirm", f"{MUST_BE} {who_can(user)}")]
    log(user, TAKEN, data={"says": MUST_BE})
    return []


def confirm_on_server(user):
    """Confirm an account without anybody's word, as commands do."""
    if not is_confirmed(user):
        Confirmation.objects.get_or_create(user=user)
        log(user, CONFIRMED, data={"says": SAID_ON_THE_SERVER})
