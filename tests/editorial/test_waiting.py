"""A text that waits: its authors leave it alone, and nothing else takes it out unsaid."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import PageLogEntry, Workflow, WorkflowPage, WorkflowTask

from editorial.admin.edit_hooks import ELSEWHERE
from editorial.models import ReviewTask
from tests import factories
from tests.editorial.conftest import approve, now, now_waiting, rewrite, send, send_back
from tests.forms import edit_url, filled_in, post_form

ROLES = ["editor", "moderator", "steering", "admin"]


@pytest.fixture
def waiting(draft, people):
    """A story that the editor sent."""
    return send(draft, people["editor"].user, note="Only the title")


def test_sending_puts_it_before_those_who_decide(draft, people):
    address = reverse("editorial:send", args=(draft.pk,))
    assert people["editor"].post(address, {"change": "minor"}).status_code == 302
    assert now(draft).workflow_in_progress
    logged = PageLogEntry.objects.filter(page=draft.pk, user=people["editor"].user)
    assert logged.filter(action="wagtail.workflow.start").count() == 1
    read = reverse("editorial:review", args=(now_waiting(draft).pk,))
    for role in ("moderator", "moderator2", "steering", "admin"):
        assert read in people[role].get("/admin/").content.decode(), role
    for role in ("editor", "editor2"):
        assert read not in people[role].get("/admin/").content.decode(), role


@pytest.mark.parametrize("role", ["editor", "editor2"])
def test_those_who_write_do_not_change_it(draft, people, role):
    data = {**filled_in(people[role], edit_url(draft)), "award": "Slipped in"}
    state = send(draft, people["editor"].user)
    answer = people[role].post(edit_url(draft), data, follow=True)
    assert ELSEWHERE in answer.content.decode()
    assert now(draft).latest_revision == state.revision
    assert now_waiting(draft) == state


@pytest.mark.parametrize("role", ROLES)
def test_the_publish_button_neither_publishes_it_nor_takes_it_out(waiting, people, role):
    page = waiting.revision.content_object
    data = {**filled_in(people["admin"], edit_url(page)), "action-publish": "1"}
    assert "action-publish" not in people[role].get(edit_url(page)).content.decode()
    people[role].post(edit_url(page), {**data, "award": "Slipped in"})
    assert not now(page).live
    assert now_waiting(page).workflow_state == waiting.workflow_state


@pytest.mark.parametrize("role", ROLES)
def test_it_is_not_deleted(waiting, people, role):
    page = waiting.revision.content_object
    people[role].post(reverse("wagtailadmin_pages:delete", args=(page.pk,)))
    bulk = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "delete"))
    people[role].post(f"{bulk}?id={page.pk}&next=/admin/")
    assert now_waiting(page) == waiting


def test_saving_it_again_is_no_new_beginning(waiting, draft, people):
    post_form(people["moderator"], draft)
    after = now_waiting(draft)
    assert after.workflow_state == waiting.workflow_state
    for name in ("waiting_since", "submitted_by", "note"):
        assert getattr(after, name) == getattr(waiting, name), name


def test_sending_it_again_goes_on_where_it_was_returned(waiting, draft, people):
    send_back(waiting, people["moderator"].user)
    rewrite(draft, people["editor"].user, award="Winner")
    again = send(draft, people["editor"].user)
    assert again.workflow_state == waiting.workflow_state
    assert again.revision.content["award"] == "Winner"
    assert approve(again, people["moderator"].user).is_approval


def test_who_sends_it_twice_is_told(draft, people):
    editor = people["editor"]
    data = {**filled_in(editor, edit_url(draft)), "action-submit": "1"}
    editor.post(edit_url(draft), data)
    answer = editor.post(edit_url(draft), data, follow=True)
    assert "waiting for a second person already" in answer.content.decode()


def test_a_workflow_in_which_it_waits_is_not_deleted(waiting, draft):
    for delete in (waiting.workflow_state.workflow.delete, Workflow.objects.all().delete):
        with pytest.raises(ProtectedError), transaction.atomic():
            delete()
    assert now_waiting(draft) == waiting


@pytest.fixture
def stricter(tree):
    """A section of which the Steering group alone decides."""
    section = factories.SectionFactory(parent=tree.toolkit)
    step = ReviewTask.objects.create(name="Read by the Steering group")
    step.groups.set(Group.objects.filter(name="Steering group"))
    workflow = Workflow.objects.create(name="Stricter", active=True)
    WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=0)
    WorkflowPage.objects.create(page=section, workflow=workflow)
    return section


@pytest.fixture
def elsewhere(tree, people):
    """A section that nobody has read, below another one."""
    page = factories.SectionFactory(
        parent=tree.section, live=False, owner=people["editor"].user
    )
    page.save_revision(user=people["editor"].user, log_action=True)
    return page


def move(client, page, there):
    """Move a page as people do."""
    names = (page.pk, there.pk)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=names))
    assert now(page).get_parent().pk == there.pk


def test_a_text_that_is_moved_waits_for_those_who_decide_there(
    elsewhere, tree, stricter, people
):
    editor = people["editor"]
    waiting = send(elsewhere, editor.user, note="Please be quick")
    above = now(elsewhere.get_parent())
    move(people["moderator"], above, stricter)
    state = now_waiting(elsewhere)
    assert state.workflow_state.workflow.name == "Stricter"
    for name in ("waiting_since", "submitted_by", "note", "revision"):
        assert getattr(state, name) == getattr(waiting, name), name
    assert approve(state, people["moderator"].user).status == 403
    move(editor, elsewhere, tree.toolkit)
    state = now_waiting(elsewhere)
    assert approve(state, editor.user).status == 403
    assert approve(state, people["moderator"].user).is_approval


def test_so_does_one_that_was_moved_after_it_came_back(elsewhere, stricter, people):
    sender = people["moderator2"].user
    send_back(send(elsewhere, sender), people["moderator"].user)
    move(people["editor"], elsewhere, stricter)
    state = send(elsewhere, people["editor"].user)
    assert approve(state, people["moderator"].user).status == 403
    assert approve(state, people["steering"].user).is_approval


def test_moved_to_where_nobody_can_send_it_is_a_draft_again(
    elsewhere, stricter, people, mailoutbox
):
    send(elsewhere, people["editor"].user)
    ReviewTask.objects.get(name="Read by the Steering group").deactivate()
    move(people["editor"], elsewhere, stricter)
    assert not now(elsewhere).workflow_in_progress
    (letter,) = mailoutbox
    assert letter.to == [people["editor"].user.email]
    assert "Nothing is lost" in letter.body


def test_a_text_goes_on_in_the_workflow_that_its_section_is_given(
    elsewhere, stricter, people
):
    waiting = send(elsewhere, people["editor"].user)
    names = (Workflow.objects.get(name="Stricter").pk,)
    address = reverse("wagtailadmin_workflows:edit", args=names)
    data = filled_in(people["steering"], address, "form:has([name=name])")
    data["pages-1-page"] = elsewhere.get_parent().pk
    assert people["steering"].post(address, data).status_code == 302
    state = now_waiting(elsewhere)
    assert state.waiting_since == waiting.waiting_since
    assert approve(state, people["moderator"].user).status == 403
    WorkflowPage.objects.get(page=elsewhere.get_parent().pk).delete()
    state = now_waiting(elsewhere)
    assert approve(state, people["moderator"].user).is_approval
