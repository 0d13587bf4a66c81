"""Joining: an expression of interest becomes an account once two people say yes."""

from itertools import chain, count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from wagtail.log_actions import log

from community import accounts, passwords, roles
from community.models import CommunityPage, ProfilePage
from core.pages.slugs import free_slug, slug_of
from sharing.models import Acceptance, Message
from sharing.models.messages import Kind, State
from sharing.receiving import ALREADY, locked_row

NOBODY_ASKED = "This message does not ask to join."
TWICE = "You have said yes already. Somebody else has to say it too."
WITHOUT_STEERING = "One of the two has to be of the Steering group, which makes accounts."
HAS_ONE = "There is an account with this address already. Please answer them by letter."
YES = "Your yes is noted. Once somebody else says it too, they are invited."
INVITED = "They are invited: a letter with a link to choose a password is on its way."
WELCOME = (
    "You wrote that you would like to join us. Two of us have read it, and would like to "
    "have you.",
)
PROFILE = (
    "A draft of your profile waits for you on the first screen, under “What you were "
    "writing”. Change it as you like; nobody outside sees it before you send it and a "
    "second person has read it.",
)
MOST_OF_A_NAME = 30


@transaction.atomic
def accept(key, user):
    """
    Say yes to somebody who asks to join; the second yes invites them.

    Args:
        key: the message's primary key.
        user: a Moderator or a member of the Steering group.

    Returns:
        (what was done, "") or ("", why it was not), in a sentence.
    """
    message = locked_row(Message, key)
    if obstacle := obstacle_to_accepting(message, user):
        return "", obstacle
    Acceptance.objects.create(message=message, by=user)
    log(message, "sharing.accept", user=user)
    said = [acceptance.by for acceptance in message.acceptances.select_related("by")]
    if len(said) < roles.LEAST_MODERATORS:
        return YES, ""
    invite(message, next(person for person in said if roles.is_steering(person)))
    message.state, message.settled_at, message.settled_by = (
        State.ANSWERED,
        timezone.now(),
        user,
    )
    message.save(update_fields=["state", "settled_at", "settled_by"])
    return INVITED, ""


def obstacle_to_accepting(message, user):
    """Why somebody cannot say yes, in a sentence; empty if they can."""
    if message.kind != Kind.JOIN:
        return NOBODY_ASKED
    if not message.is_open:
        return ALREADY
    if get_user_model().objects.filter(email__iexact=message.sender.email).exists():
        return HAS_ONE
    said = [acceptance.by for acceptance in message.acceptances.select_related("by")]
    if user in said:
        return TWICE
    lacks_steering = said and not any(map(roles.is_steering, [*said, user]))
    return WITHOUT_STEERING if lacks_steering else ""


def how_far(message, user):
    """
    Say how far somebody has come who asks to join, for whoever looks at it.

    Args:
        message: a `Message`.
        user: who looks at it.

    Returns:
        What a screen shows: `yeses`, whether they are invited (`is_invited`), and why
        this person cannot say yes (`obstacle`).
    """
    yeses = list(message.acceptances.select_related("by"))
    return {
        "yeses": yeses,
        "is_invited": len(yeses) >= roles.LEAST_MODERATORS,
        "obstacle": obstacle_to_accepting(message, user),
    }


def invite(message, by):
    """
    Make an account and a profile for whoever asked, and send them a link.

    Args:
        message: what they wrote.
        by: the member of the Steering group who makes the account.
    """
    sender = message.sender
    first, _, last = sender.name.rpartition(" ")
    user = get_user_model()(
        username=free_name(sender.name),
        email=sender.email,
        first_name=first[:150] or last[:150],
        last_name=last[:150] if first else "",
    )
    user.set_password(get_random_string(64))
    with accounts.gathering():
        user.save()
        user.groups.add(Group.objects.get(name=roles.EDITORS))
    log(user, "community.made", user=by, data={"says": "The account was made."})
    has_profile = begin_profile(user, sender.name)
    passwords.invite(user, by, WELCOME + PROFILE * has_profile)


def free_name(name):
    """A name to sign in with that nobody has."""
    wanted = slug_of(name)[:MOST_OF_A_NAME] or "editor"
    alike = get_user_model().objects.filter(username__startswith=wanted)
    taken = set(alike.values_list("username", flat=True))
    names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    return next(one for one in names if one not in taken)


def begin_profile(user, name):
    """
    Begin a profile that its owner may go on with: a draft like any other.

    Returns:
        Whether there is a place for it, and so a profile.
    """
    community = CommunityPage.objects.live().first()
    if community is None:
        return False
    page = ProfilePage(
        title=name,
        slug=free_slug(community, slug_of(name) or "profile"),
        role=ProfilePage.Role.EDITOR,
        owner=user,
        live=False,
    )
    community.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    return True
