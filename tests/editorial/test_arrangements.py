"""Arrangements that would leave texts waiting for ever are said aloud."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Revision

from editorial import notices
from editorial.actions import submission
from editorial.checks import every_step_can_be_decided
from editorial.models import ReviewTask
from editorial.models.decisions import shown_name
from stories.models import MapStoryPage
from tests.editorial.conftest import approve, now, rewrite, send
from tests.forms import complete, post_form, story_data


def test_a_step_that_nobody_can_decide_is_a_warning_and_a_banner(people):
    assert every_step_can_be_decided(None, databases=["default"]) == []
    ReviewTask.objects.get().groups.clear()
    (warning,) = every_step_can_be_decided(None, databases=["default"])
    assert "Nobody can decide" in warning.msg
    assert "Nobody can decide" in people["moderator"].get("/admin/").content.decode()


def test_a_site_without_workflow_says_so(people):
    ReviewTask.objects.get().workflows.get().deactivate()
    assert [n.sentence for n in notices.about_workflows()] == [notices.NO_WORKFLOW]


def switch_off():
    """Switch the one step off."""
    ReviewTask.objects.get().deactivate()


def assign_wagtails_step():
    """Put Wagtail's own step into the workflow, as an older database may have it."""
    step = GroupApprovalTask.objects.create(name="Wagtail's own")
    step.groups.set(Group.objects.filter(name="Moderators"))
    workflow = ReviewTask.objects.get().workflows.get()
    workflow.workflow_tasks.update(task=step)


@pytest.mark.parametrize("spoil", [switch_off, assign_wagtails_step])
def test_where_nobody_can_send_everybody_reads_why(draft, people, spoil):
    spoil()
    refusal = submission.send(draft.pk, people["editor"].user)
    assert refusal.status == 409
    assert "tell the Steering group" in refusal.message
    home = people["steering"].get("/admin/").content.decode()
    assert "Nobody can send a text there" in home
    assert "Put it right" in home
    for button in ("action-submit", "action-restart-workflow"):
        answer = post_form(people["editor"], draft, award="New", **{button: "1"})
        assert answer.url == reverse("editorial:send", args=(draft.pk,))
    assert now(draft).get_latest_revision().content["award"] == "New"
    assert not now(draft).workflow_in_progress


def test_a_new_page_is_kept_where_it_cannot_be_sent(tree, people):
    switch_off()
    address = reverse(
        "wagtailadmin_pages:add", args=("stories", "mapstorypage", tree.stories.pk)
    )
    data = {**story_data(**complete()), "action-submit": "1"}
    answer = people["editor"].post(address, data)
    assert answer.status_code == 302
    assert MapStoryPage.objects.get().has_unpublished_changes


def test_only_our_own_kind_of_step_is_offered(people):
    address = reverse("wagtailadmin_workflows:select_task_type")
    assert people["steering"].get(address).url.endswith("/editorial/reviewtask/")


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
