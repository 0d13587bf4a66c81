"""Join us: two people say yes, and somebody is invited."""

import pytest
from django.contrib.auth import get_user_model

from community.models import CommunityPage, ProfilePage
from community.roles import EDITORS
from sharing import joining
from sharing.models import Message
from sharing.models.messages import State
from tests.sharing.conftest import CONTACT, EMAIL, filled_in, letters, send
from tests.sharing.test_desk import screen

pytestmark = pytest.mark.django_db
YES = {"do": "accept"}


@pytest.fixture
def asked(visitor, tree):
    """Somebody would like to join."""
    visitor.post(send(visitor, kind="join"))
    return Message.objects.get()


def made():
    """The account of whoever asked, or None."""
    return get_user_model().objects.filter(email=EMAIL).first()


def test_a_name_is_needed(visitor, db):
    answer = visitor.post(CONTACT, filled_in(kind="join", name=" "))
    assert answer.status_code == 422
    assert "Say how you are called." in answer.content.decode()


def test_one_yes_is_not_enough_and_the_same_twice_is_one(people, asked):
    for status in (302, 422):
        assert people["steering"].post(screen(asked), YES).status_code == status
    assert made() is None
    assert Message.objects.get().state == State.WAITING
    text = people["moderator"].get(screen(asked)).content.decode()
    assert "said yes" in text


@pytest.mark.parametrize("order", [("steering", "moderator"), ("moderator", "steering")])
def test_the_second_yes_invites_them(people, asked, order):
    for name in order:
        assert people[name].post(screen(asked), YES).status_code == 302
    user = made()
    assert (user.first_name, user.last_name) == ("Asha", "Patel")
    assert [group.name for group in user.groups.all()] == [EDITORS]
    letter = letters().last()
    assert letter.payload["to"] == [EMAIL]
    text = " ".join(letter.payload["body"].split())
    for words in (*joining.WELCOME, *joining.PROFILE, "Choose your password"):
        assert words in text
    profile = ProfilePage.objects.get(owner=user)
    assert (profile.title, profile.live) == ("Asha Patel", False)
    assert Message.objects.get().state == State.ANSWERED


def test_without_a_place_for_profiles_no_letter_speaks_of_one(people, asked, tree):
    CommunityPage.objects.all().delete()
    for name in ("steering", "moderator"):
        people[name].post(screen(asked), YES)
    text = " ".join(letters().last().payload["body"].split())
    assert joining.WELCOME[0] in text
    assert "profile" not in text


def test_who_said_yes_is_shown_before_and_after(people, asked):
    people["steering"].post(screen(asked), YES)
    theirs = people["steering"].get(screen(asked)).content.decode()
    assert joining.TWICE in theirs
    assert 'value="accept"' not in theirs
    assert 'value="accept"' in people["moderator"].get(screen(asked)).content.decode()
    people["moderator"].post(screen(asked), YES)
    text = people["moderator"].get(screen(asked)).content.decode()
    assert text.count("said yes") == 2
    assert "They were invited on" in text


def test_whoever_joins_agrees_to_an_account_and_nobody_else_does(visitor, asked):
    assert "makes me an account" in asked.sender.consent
    visitor.post(send(visitor, words="Another thing."))
    assert "account" not in Message.objects.latest("pk").sender.consent


def test_two_moderators_are_not_enough_to_make_an_account(people, asked):
    assert people["moderator"].post(screen(asked), YES).status_code == 302
    answer = people["moderator2"].post(screen(asked), YES)
    assert joining.WITHOUT_STEERING in answer.content.decode()
    assert made() is None


def test_whoever_has_an_account_is_not_invited(people, asked):
    get_user_model().objects.create_user("asha", EMAIL.upper())
    answer = people["steering"].post(screen(asked), YES)
    assert joining.HAS_ONE in answer.content.decode()


def test_a_name_that_is_taken_gets_a_number(people, asked):
    for name in ("asha-patel", "asha-patel-2"):
        get_user_model().objects.create_user(name, f"{name}@example.org")
    for name in ("steering", "moderator"):
        people[name].post(screen(asked), YES)
    assert made().username == "asha-patel-3"


def test_other_messages_cannot_be_accepted(people, confirmed):
    answer = people["steering"].post(screen(confirmed), YES)
    assert joining.NOBODY_ASKED in answer.content.decode()


def test_what_was_answered_cannot_be_accepted(people, asked):
    people["moderator"].post(screen(asked), {"do": "close"})
    answer = people["steering"].post(screen(asked), YES)
    assert "Somebody has dealt with this already." in answer.content.decode()
