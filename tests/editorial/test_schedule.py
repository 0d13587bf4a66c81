"""Approved pages go live at their time, each by itself, and never what has expired."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry

from editorial.publishing_schedule import run_schedule
from tests.editorial.conftest import approve, now, rewrite, send, written_by

HOUR = timedelta(hours=1)


@pytest.fixture
def later():
    return timezone.now() + HOUR


def scheduled(page, people, **fields):
    """An approved text that waits for its time."""
    rewrite(page, people["editor"].user, **fields)
    decision = approve(send(page, people["editor"].user), people["moderator"].user)
    assert decision.is_approval
    return decision


def test_nothing_is_public_before_its_time(draft, people, visitor, later):
    decision = scheduled(draft, people, go_live_at=later)
    assert not now(draft).live
    assert decision.effective_at is None
    run_schedule()
    assert visitor.get(draft.url).status_code == 404
    with time_machine.travel(later + HOUR):
        call_command("publish_scheduled")
        assert visitor.get(draft.url).status_code == 200
    decision.refresh_from_db()
    assert decision.effective_at


def test_a_time_that_has_passed_means_now(draft, people):
    scheduled(draft, people, go_live_at=timezone.now() - HOUR)
    assert now(draft).live


def test_what_expired_while_the_clock_stood_still_is_never_public(draft, people, later):
    scheduled(draft, people, go_live_at=later, expire_at=later + HOUR)
    with time_machine.travel(later + 3 * HOUR):
        run_schedule()
        assert not now(draft).live
        assert now(draft).first_published_at is None
        run_schedule()
    assert not now(draft).live
    assert PageLogEntry.objects.filter(
        page=draft.pk, action="editorial.unschedule"
    ).exists()


def test_a_page_leaves_at_its_time(draft, people, later, visitor):
    scheduled(draft, people, expire_at=later)
    assert now(draft).live
    with time_machine.travel(later + HOUR):
        assert run_schedule() == (1, 0, [])
        assert visitor.get(draft.url).status_code == 410


def test_one_page_that_fails_does_not_stop_the_others(
    draft, tree, people, later, monkeypatch
):
    scheduled(draft, people, go_live_at=later)
    other = written_by(people["editor"].user, tree)
    scheduled(other, people, go_live_at=later)
    publish = type(draft).publish

    def fail_on_the_first(self, revision, *args, **kwargs):
        if self.pk == draft.pk:
            raise OSError("disk")
        return publish(self, revision, *args, **kwargs)

    monkeypatch.setattr(type(draft), "publish", fail_on_the_first)
    with time_machine.travel(later + HOUR):
        gone, came, failed = run_schedule()
    assert (gone, came, len(failed)) == (0, 1, 1)
    assert now(other).live
    monkeypatch.undo()
    with time_machine.travel(later + HOUR):
        assert run_schedule()[1] == 1
    assert now(draft).live


def test_a_version_rewritten_after_approval_is_not_published(draft, people, later):
    decision = scheduled(draft, people, go_live_at=later)
    revision = decision.revision
    revision.content = {**revision.content, "award": "Forged"}
    revision.save()
    with time_machine.travel(later + HOUR):
        run_schedule()
    assert not now(draft).live
