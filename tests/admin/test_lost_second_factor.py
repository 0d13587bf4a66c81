"""Two people of the Steering group take a lost second factor away, and nobody alone."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import ModelLogEntry

from background.models import OutboxMessage
from community.models import Confirmation, LostFactor
from community.second_factor import factors, lost
from tests.admin.second_factor import (
    code_of,
    codes_for,
    gave_password,
    with_app,
    with_password,
)
from tests.journeys.accounts import letter, letters
from tests.threads import at_once

WHY = "They rang me from the ward."


@pytest.fixture
def user(person, settings):
    """Somebody with an app, to whom letters go."""
    settings.EMAIL_BACKEND = "background.mail.OutboxEmailBackend"
    found = with_password(person("Content Editors").user)
    with_app(found)
    codes_for(found)
    return found


@pytest.fixture
def first(person):
    """A browser of the Steering group."""
    return person("Steering group")


@pytest.fixture
def second(person):
    """Another one."""
    return person("Steering group")


def path(user):
    return f"/admin/users/second-step/{user.pk}/"


def word(client, user, kind, **words):
    """Give a word; the page that comes then."""
    return client.post(path(user), {"word": kind, **words}, follow=True).content.decode()


def test_two_people_take_it_away(user, first, second):
    theirs = gave_password(user)
    theirs.post("/admin/login/second-step/", {"code": code_of(with_app(user))})
    assert theirs.get("/admin/").status_code == 200
    assert "is told" in word(first, user, "say", reason=WHY)
    assert factors.has_any(user)
    assert WHY in second.get(path(user)).content.decode()
    assert "is taken away" in word(second, user, "agree")
    assert not factors.has_any(user)
    assert not user.recovery_codes.exists()
    assert theirs.get("/admin/").status_code == 302
    entries = ModelLogEntry.objects.for_instance(user).filter(
        action__in=("community.lost_factor", "community.second_factor")
    )
    said = {entry.user: entry.data["says"] for entry in entries}
    assert set(said) == {first.user, second.user}
    assert WHY in said[first.user]


def test_everybody_concerned_is_told(user, first, second):
    OutboxMessage.objects.all().delete()
    word(first, user, "say", reason=WHY)
    assert WHY in letter(user.email)
    assert path(user) in letter(second.user.email)
    assert not letters(first.user.email)
    OutboxMessage.objects.all().delete()
    word(second, user, "agree")
    assert "All second factors were taken away." in letter(user.email)
    assert not letters(second.user.email)


def test_nobody_gives_both_words(user, first):
    word(first, user, "say", reason=WHY)
    assert lost.YOUR_OWN_WORD in word(first, user, "agree")
    assert factors.has_any(user)


def test_nobody_has_a_word_about_themselves(user, first, second):
    with_app(first.user)
    assert lost.NOT_YOURS in word(first, first.user, "say", reason=WHY)
    word(second, first.user, "say", reason=WHY)
    assert lost.NOT_YOURS in word(first, first.user, "agree")
    assert factors.has_any(first.user)


def test_only_confirmed_members_of_the_steering_group(user, first, person):
    word(first, user, "say", reason=WHY)
    moderator, unconfirmed = person("Moderators"), person("Steering group")
    Confirmation.objects.filter(user=unconfirmed.user).delete()
    assert moderator.post(path(user), {"word": "agree"}).status_code == 302
    assert lost.ONLY_STEERING in word(unconfirmed, user, "agree")
    assert factors.has_any(user)
    moderator.user.groups.add(Group.objects.get(name="Content Editors"))
    assert lost.agree(user, moderator.user) == lost.ONLY_STEERING


def test_an_administrators_is_for_administrators(first, second, person):
    admin = person(is_superuser=True).user
    with_app(admin)
    assert lost.ONLY_ADMINISTRATORS in word(first, admin, "say", reason=WHY)
    others = [person(is_superuser=True) for _ in range(2)]
    word(others[0], admin, "say", reason=WHY)
    assert lost.ONLY_ADMINISTRATORS in word(second, admin, "agree")
    word(others[1], admin, "agree")
    assert not factors.has_any(admin)


@pytest.mark.parametrize("reason", ["", "   ", "\u200b"])
def test_a_reason_is_needed(user, first, second, reason):
    assert lost.NO_REASON in word(first, user, "say", reason=reason)
    assert not LostFactor.objects.exists()


def test_it_may_stay(user, first, second):
    word(first, user, "say", reason=WHY)
    assert "Nothing changes" in word(second, user, "stay")
    assert lost.GONE in word(second, user, "agree")
    assert factors.has_any(user)


def test_a_word_does_not_count_for_ever(user, first, second):
    word(first, user, "say", reason=WHY)
    before = timezone.now() - lost.KEPT - timedelta(minutes=1)
    LostFactor.objects.update(said_at=before)
    assert lost.GONE in word(second, user, "agree")
    assert "is told" in word(second, user, "say", reason=WHY)
    assert LostFactor.objects.get().said_by == second.user


def test_who_has_none_has_lost_none(first, second, person):
    editor = person("Content Editors").user
    assert lost.NOTHING_TO_LOSE in word(first, editor, "say", reason=WHY)


def test_it_waits_on_the_dashboard_of_whoever_can_agree(user, first, second):
    word(first, user, "say", reason=WHY)
    assert path(user) in second.get("/admin/").content.decode()
    assert path(user) not in first.get("/admin/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_first_words_at_once_one_counts(user, first, second):
    at_once(
        lambda: lost.say(user, first.user, WHY), lambda: lost.say(user, second.user, WHY)
    )
    assert LostFactor.objects.count() == 1
