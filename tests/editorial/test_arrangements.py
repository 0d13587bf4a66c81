"""Arrangements that would leave texts waiting for ever are said aloud."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils.timezone import localtime
from wagtail.models import GroupApprovalTask, Revision

from community.models import Confirmation, User
from community.roles import APPROVING
from editorial import notices
from editorial.actions import submission
from editorial.checks import every_step_can_be_decided
from editorial.models import ReviewTask
from editorial.models.decisions import shown_name
from stories.models import MapStoryPage
from tests.editorial.conftest import approve, now, rewrite, send
from tests.forms import complete, post_form, story_data


def no_groups():
    """The step is nobody's."""
    ReviewTask.objects.get().groups.clear()


def no_approvers():
    """The step is a group's in which nobody has a role that approves."""
    ReviewTask.objects.get().groups.set(Group.objects.filter(name="Content Editors"))


def nobody_active():
    """Everybody who could decide has left."""
    User.objects.filter(groups__name__in=APPROVING).update(is_active=False)


def nobody_confirmed():
    """Nobody knows those who could decide."""
    Confirmation.objects.filter(user__groups__name__in=APPROVING).delete()


@pytest.mark.parametrize(
    "spoil", [no_groups, no_approvers, nobody_active, nobody_confirmed]
)
def test_a_step_that_nobody_can_decide_is_a_warning_and_a_banner(people, spoil):
    assert every_step_can_be_decided(None, databases=["default"]) == []
    spoil()
    (warning,) = every_step_can_be_decided(None, databases=["default"])
    assert "Nobody can decide" in warning.msg
    assert "Nobody can decide" in people["admin"].get("/admin/").content.decode()


def test_what_waits_in_such_a_step_goes_on_once_it_is_somebodys(draft, people):
    state = send(draft, people["editor"].user)
    address = reverse("wagtailadmin_workflows:edit_task", args=(state.task_id,))
    state.task.specific.groups.all()[0].delete()
    state.task.specific.groups.clear()
    assert approve(state, people["moderator"].user).status == 403
    groups = Group.objects.filter(name__in=APPROVING)
    data = {"name": state.task.name, "groups": [group.pk for group in groups]}
    assert people["steering"].post(address, data).status_code == 302
    assert approve(state, people["steering"].user).is_approval


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


@pytest.mark.parametrize("is_deleted", [True, False])
def test_who_sent_it_leaves_and_the_text_goes_on(draft, people, mailoutbox, is_deleted):
    state, user = send(draft, people["editor"].user), people["editor"].user
    name = "Former user" if is_deleted else user.username
    if is_deleted:
        user.delete()
    else:
        User.objects.filter(pk=user.pk).update(is_active=False)
    state.refresh_from_db()
    assert shown_name(state.submitted_by) == name
    screen = people["moderator"].get(reverse("editorial:review", args=(state.pk,)))
    assert name in screen.content.decode()
    assert approve(state, people["moderator"].user).submitter_name == name
    assert now(draft).live
    assert mailoutbox == []


def test_who_sent_it_without_an_account_is_no_former_user(draft, people):
    state = submission.receive(draft.pk, "My own story")
    rewrite(draft, people["moderator"].user, award="Winner")
    state = submission.follow_latest(draft.pk)
    screen = people["moderator2"].get(reverse("editorial:review", args=(state.pk,)))
    assert "Somebody without an account</strong> sent this" in screen.content.decode()
    decision = approve(state, people["moderator2"].user)
    assert decision.submitter_name == "Somebody without an account"


@pytest.mark.django_db(transaction=True)
def test_purging_keeps_what_readers_have(draft, people):
    rewrite(draft, people["editor"].user, award="Winner")
    state, moderator = send(draft, people["editor"].user), people["moderator"].user
    decision = approve(state, moderator, words="Lovely figures")
    for number in range(3):
        rewrite(draft, people["editor"].user, award=f"Words {number}")
    call_command("purge_revisions")
    page = now(draft)
    assert page.live_revision
    assert Revision.objects.for_instance(page).count() == 2
    history = reverse("wagtailadmin_pages:history", args=(page.pk,))
    report = reverse("editorial:decisions") + "?export=csv"
    told = b"".join(people["editor"].get(report).streaming_content).decode()
    shown = people["editor"].get(history).content.decode()
    assert f"{localtime(decision.decided_at):%H:%M} (UK time)" in shown
    assert str(decision.decided_at) in told
    for text in (shown, told):
        assert moderator.username in text
        assert "Lovely figures" in text
    page.locked = True
    page.save(update_fields=["locked"])
