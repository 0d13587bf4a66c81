"""Who decides, who writes, and whom a letter can reach."""

from django.contrib.auth import get_user_model
from django.db.models import Q

from community.roles import EDITORS, MODERATORS, STEERING
from editorial.models import MailChoice

LEAST_MODERATORS = 2


def in_groups(*names):
    """Active accounts in any of the groups, each once."""
    people = get_user_model().objects.filter(is_active=True, groups__name__in=names)
    return people.distinct().order_by("pk")


def deciders():
    """Everybody who may approve what others wrote, superusers aside."""
    return in_groups(MODERATORS, STEERING)


def moderators():
    """Active Moderators."""
    return in_groups(MODERATORS)


def everybody():
    """All active members of the community."""
    return in_groups(EDITORS, MODERATORS, STEERING)


def administrators():
    """Whom to tell when the community's own arrangements fail."""
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(Q(is_superuser=True) | Q(groups__name=STEERING)).distinct()


def may_decide(user):
    """Whether somebody may approve what others wrote."""
    if not user.is_active:
        return False
    names = (MODERATORS, STEERING)
    return user.is_superuser or user.groups.filter(name__in=names).exists()


def reachable(people):
    """Those who have an address and did not ask to be left alone."""
    silent = MailChoice.objects.filter(digest=MailChoice.Digest.NONE)
    return people.exclude(email="").exclude(mail_choice__in=silent)
