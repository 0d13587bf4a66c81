"""The groups that the rights of people hang on, and who is in them."""

from django.contrib.auth import get_user_model
from django.db.models import Q

EDITORS, MODERATORS, STEERING = "Content Editors", "Moderators", "Steering group"
# What each may do, for whoever gives the role and whoever gets it.
EXPLAINED = {
    EDITORS: (
        "They write drafts and send them for approval; nothing becomes public before a "
        "second person has read it."
    ),
    MODERATORS: (
        "They read what others send, approve it or return it with a kind note, and "
        "withdraw pages."
    ),
    STEERING: (
        "They do what Moderators do, look after accounts, vocabularies and files, and "
        "may publish at once in an emergency, for a reason that everybody reads."
    ),
}
# Whoever has one of these approves what others wrote, once their account is confirmed.
APPROVING = (MODERATORS, STEERING)
# So that one of them may be away, and none decides about their own words.
LEAST_MODERATORS = 2


def is_steering(user):
    """Whether somebody may act for the Steering group."""
    if not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name=STEERING).exists()


def in_groups(*names):
    """Active accounts in any of the groups, each once."""
    people = get_user_model().objects.filter(is_active=True, groups__name__in=names)
    return people.distinct().order_by("pk")


def deciders():
    """Everybody who may approve what others wrote, superusers aside."""
    return in_groups(*APPROVING).filter(confirmation__isnull=False)


def moderators():
    """Active Moderators whose accounts are confirmed."""
    return in_groups(MODERATORS).filter(confirmation__isnull=False)


def everybody():
    """All active members of the community."""
    return in_groups(EDITORS, MODERATORS, STEERING)


def administrators():
    """Whom to tell when the community's own arrangements fail."""
    users = get_user_model().objects.filter(is_active=True)
    return users.filter(Q(is_superuser=True) | Q(groups__name=STEERING)).distinct()


def confirmed_administrators():
    """Those of them whose accounts are confirmed."""
    return administrators().filter(confirmation__isnull=False)


def may_decide(user):
    """Whether somebody has a role that approves what others wrote."""
    if not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name__in=APPROVING).exists()


def role_in_words(group):
    """A role with a sentence about it."""
    return f"{group}. {EXPLAINED.get(group.name, '')}".rstrip(". ") + "."


def roles_of(user):
    """What somebody is, in a few words for a list."""
    names = [group.name for group in user.groups.all()]
    return ", ".join(["Administrator"] * user.is_superuser + names)
