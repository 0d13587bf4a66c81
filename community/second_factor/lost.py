"""A second factor that is lost: two people of the Steering group take it away."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from community import accounts, confirmations, roles
from community.models.second_factors import LostFactor
from community.second_factor import factors
from core import signals

KIND = "lost_factor"
# After this a word counts no more, and somebody says it anew.
KEPT = timedelta(days=7)
NOT_YOURS = "Two other people decide that; nobody does for their own account."
ONLY_STEERING = "Only confirmed members of the Steering group decide that."
ONLY_ADMINISTRATORS = "The account is an administrator’s, so two administrators decide."
NOTHING_TO_LOSE = "This account has no second step. It is set up at the next sign-in."
YOUR_OWN_WORD = "You gave the first word, so a different person gives the second."
SAID_ALREADY = "Somebody gave the first word meanwhile. Please look at it again."
NO_REASON = "Please say how you know that it is really them who asks."
GONE = "There is nothing to decide any more: it was taken back, or is too long ago."
FIRST_WORD = (
    "{} says that you lost your second step, and asks for it to be taken away: “{}” A "
    "second person must agree."
)
SECOND_WORD = "{} agreed that your second step be taken away."
TAKEN_BACK = "{} decided that your second step stays."


def waiting(user):
    """The first word about somebody's lost factor, if it is not too long ago; or None."""
    since = timezone.now() - KEPT
    found = LostFactor.objects.filter(user=user.pk, said_at__gt=since)
    return found.select_related("said_by").first()


def all_waiting():
    """All first words to which a second is missing, oldest first."""
    since = timezone.now() - KEPT
    found = LostFactor.objects.filter(said_at__gt=since, user__is_active=True)
    return found.select_related("user", "said_by").order_by("said_at")


def obstacle(user, by):
    """Why somebody cannot take part in the decision, in a sentence; empty if they can."""
    if user.pk == by.pk:
        return NOT_YOURS
    if not (roles.is_steering(by) and confirmations.is_confirmed(by)):
        return ONLY_STEERING
    if not accounts.may_change(by, user):
        return ONLY_ADMINISTRATORS
    return "" if factors.has_any(user) else NOTHING_TO_LOSE


def obstacle_to_agreeing(user, by):
    """Why somebody cannot give the second word, in a sentence; empty if they can."""
    if reason := obstacle(user, by):
        return reason
    if not (first := waiting(user)):
        return GONE
    return YOUR_OWN_WORD if first.said_by_id == by.pk else ""


@transaction.atomic
def say(user, by, reason):
    """
    Give the first word: somebody lost their second factor.

    Args:
        user: who lost it. They are told, at once.
        by: who says so.
        reason: how they know that it is really the person who asks.

    Returns:
        Why it does not count, in a sentence; empty if it does.
    """
    get_user_model().objects.locked(user.pk)
    if refused := obstacle(user, by):
        return refused
    if not reason:
        return NO_REASON
    if waiting(user):
        return SAID_ALREADY
    LostFactor.objects.filter(user=user).delete()
    lost = LostFactor.objects.create(user=user, said_by=by, reason=reason)
    said = FIRST_WORD.format(confirmations.name_of(by), reason)
    accounts.note(user, [(KIND, said)], by=by)
    signals.factor_lost.send(LostFactor, lost=lost, people=who_can_agree(user, by))
    return ""


def who_can_agree(user, by):
    """Who can give the second word."""
    people = roles.administrators().exclude(pk__in=(user.pk, by.pk)).order_by("pk")
    return [person for person in people if not obstacle(user, person)]


@transaction.atomic
def agree(user, by):
    """
    Give the second word: all that the person could show is taken away.

    Args:
        user: who lost it.
        by: who agrees.

    Returns:
        Why it does not count, in a sentence; empty if it does.
    """
    get_user_model().objects.locked(user.pk)
    if refused := obstacle_to_agreeing(user, by):
        return refused
    LostFactor.objects.filter(user=user).delete()
    said = SECOND_WORD.format(confirmations.name_of(by))
    with accounts.gathering() as news:
        accounts.note(user, [(KIND, said)], by=by)
        factors.take_all_away(user, by=by)
    accounts.tell(user, news)
    return ""


@transaction.atomic
def take_back(user, by):
    """
    Decide that nothing is taken away, whoever gave the first word.

    Args:
        user: whose second factor stays.
        by: who decides so.

    Returns:
        Why it does not count, in a sentence; empty if it does.
    """
    get_user_model().objects.locked(user.pk)
    if refused := obstacle(user, by):
        return refused
    if not LostFactor.objects.filter(user=user).delete()[0]:
        return GONE
    said = TAKEN_BACK.format(confirmations.name_of(by))
    accounts.note(user, [(KIND, said)], by=by)
    return ""
