"""Arrangements that would leave texts waiting for ever are said aloud."""

import pytest
from django.core.management import call_command
from wagtail.models import Revision

from editorial import notices
from editorial.checks import every_step_can_be_decided
from editorial.models import ReviewTask
from editorial.models.decisions import shown_name
from tests.editorial.conftest import approve, now, rewrite, send


def test_a_step_that_nobody_can_decide_is_a_warning_and_a_banner(people):
    assert every_step_can_be_decided(None, databases=["default"]) == []
    ReviewTask.objects.get().groups.clear()
    (warning,) = every_step_can_be_decided(None, databases=["default"])
    assert "Nobody can decide" in warning.msg
    assert "Nobody can decide" in people["moderator"].get("/admin/").content.decode()


def test_a_site_without_workflow_says_so(people):
    ReviewTask.objects.get().workflows.get().deactivate()
    assert [n.sentence for n in notices.about_workflows()] == [notices.NO_WORKFLOW]


def test_a_deleted_account_is_a_former_user_and_the_text_goes_on(draft, people):
    state = send(draft, people["editor"].user)
    people["editor"].user.delete()
    state.refresh_from_db()
    assert shown_name(state.submitted_by) == "Former user"
    assert approve(state, people["moderator"].user).submitter_name == "Former user"


@pytest.mark.django_db(transaction=True)
def test_purging_keeps_what_readers_have(draft, people):
    approve(send(draft, people["editor"].user), people["moderator"].user)
    for number in range(3):
        rewrite(draft, people["editor"].user, award=f"Words {number}")
    call_command("purge_revisions")
    page = now(draft)
    assert page.live_revision
    assert Revision.objects.for_instance(page).count() == 2
    page.locked = True
    page.save(update_fields=["locked"])
