"""Every way to the public but the one through a second person is closed."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Task, Workflow

from core.pages.approval import NotApproved
from editorial.models import ReviewState, ReviewTask
from editorial.publishing_schedule import run_schedule
from stories.models import MapStoryPage
from tests import factories
from tests.editorial.conftest import (
    approve,
    now,
    now_waiting,
    rewrite,
    send,
    written_by,
)
from tests.forms import complete, edit_url, post_form, story_data

ROLES = ["editor", "moderator", "steering", "admin"]


@pytest.fixture(params=ROLES)
def client(request, people):
    """Somebody of each role, superusers included."""
    return people[request.param]


@pytest.fixture
def public(tree, people):
    """A public story with a draft that nobody has approved."""
    page = factories.MapStoryFactory(parent=tree.stories, title="Approved words")
    rewrite(page, people["editor"].user, title="Canary words")
    return page


def assert_unchanged(page):
    """Readers have what was approved."""
    page = now(page)
    assert page.live
    assert page.title == "Approved words"


def test_the_publish_button(public, client):
    post_form(client, public, **{"action-publish": "1"})
    assert_unchanged(public)


def test_no_screen_offers_to_publish(public, draft, client):
    for page in (public, draft):
        text = client.get(edit_url(page)).content.decode()
        assert edit_url(page) in text
        assert 'name="action-publish"' not in text
        assert "/unpublish/" not in text


def test_create_and_publish(tree, client):
    address = reverse(
        "wagtailadmin_pages:add", args=("stories", "mapstorypage", tree.stories.pk)
    )
    client.post(address, {**story_data(**complete()), "action-publish": "1"})
    assert not MapStoryPage.objects.get().live


@pytest.mark.parametrize("name", ["approve", "reject"])
def test_wagtails_own_decision_forms(draft, people, client, name):
    state = send(draft, people["editor2"].user)
    for view in ("workflow_action", "collect_workflow_action_data"):
        address = reverse(f"wagtailadmin_pages:{view}", args=(draft.pk, name, state.pk))
        client.post(address, {"comment": "fine"})
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not now(draft).live


def test_the_address_of_another_page_with_my_own_text(public, draft, people, client):
    state = send(draft, people["editor2"].user)
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=(public.pk, "approve", state.pk)
    )
    assert client.post(address, {"comment": "fine"}).status_code in (302, 403, 404)
    assert now_waiting(draft) == state
    assert not now(draft).live
    assert_unchanged(public)


def test_edit_and_approve_in_one_request(draft, people, client):
    send(draft, people["editor2"].user)
    post_form(
        people["moderator"],
        draft,
        title="Canary",
        **{"action-workflow-action": "1", "workflow-action-name": "approve"},
    )
    assert not now(draft).live


def test_rewriting_then_approving(draft, people):
    send(draft, people["editor"].user)
    post_form(people["moderator"], draft, title="My own words")
    state = ReviewState.objects.waiting().for_page(draft).get()
    assert state.revision.content["title"] == "My own words"
    assert approve(state, people["moderator"].user).status == 403
    assert approve(state, people["moderator2"].user).is_approval
    assert now(draft).title == "My own words"


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete"])
def test_bulk_actions(public, draft, client, action):
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", action))
    for page in (public, draft):
        query = f"?id={page.pk}&next=/admin/"
        client.post(address + query, {"include_descendants": "on"})
    assert_unchanged(public)
    assert not MapStoryPage.objects.filter(pk=draft.pk, live=True).exists()


def test_copying_as_live(public, tree, client):
    address = reverse("wagtailadmin_pages:copy", args=(public.pk,))
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": tree.stories.pk,
        "publish_copies": "on",
        "alias": "on",
    }
    client.post(address, data)
    copies = Page.objects.filter(slug="copy")
    assert not copies.filter(live=True).exists()
    assert not copies.filter(alias_of__isnull=False).exists()
    with pytest.raises(NotApproved), transaction.atomic():
        public.copy(to=tree.stories, update_attrs={"slug": "other"}, keep_live=True)
    with pytest.raises(NotApproved), transaction.atomic():
        public.create_alias(parent=tree.stories, update_slug="alias")


def test_reverting_to_an_earlier_version(public, people, client):
    earlier = public.revisions.order_by("-pk").first()
    address = reverse("wagtailadmin_pages:revisions_revert", args=(public.pk, earlier.pk))
    data = story_data(**{**complete(), "title": "Canary"})
    client.post(address, {**data, "revision": earlier.pk, "action-publish": "1"})
    assert_unchanged(public)


def test_pages_under_the_root(tree, client):
    root = Page.objects.get(depth=1)
    for app, model in (("home", "homepage"), ("stories", "mapstorypage")):
        address = reverse("wagtailadmin_pages:add", args=(app, model, root.pk))
        assert client.get(address).status_code in (302, 403)
    assert Page.objects.filter(depth=2).count() == 2


def test_scheduling_what_nobody_approved(draft, people, client):
    past = timezone.now() - timedelta(minutes=1)
    draft.latest_revision.content["go_live_at"] = past.isoformat()
    draft.latest_revision.approved_go_live_at = past
    draft.latest_revision.save()
    run_schedule()
    assert not now(draft).live
    draft.latest_revision.refresh_from_db()
    assert draft.latest_revision.approved_go_live_at is None


def test_disabling_the_step(draft, people, client, mailoutbox):
    state = send(draft, people["editor"].user)
    address = reverse("wagtailadmin_workflows:disable_task", args=(state.task_id,))
    client.post(address)
    assert not now(draft).live
    ReviewTask.objects.get().deactivate(user=client.user)
    page = now(draft)
    assert not page.live
    assert page.current_workflow_state.status == "needs_changes"
    told = [letter for letter in mailoutbox if people["editor"].user.email in letter.to]
    assert len(told) == 1
    assert "Nothing is lost" in told[0].body


def test_disabling_the_workflow(draft, people, client, mailoutbox):
    state = send(draft, people["editor2"].user)
    workflow = state.workflow_state.workflow
    address = reverse("wagtailadmin_workflows:disable", args=(workflow.pk,))
    client.post(address)
    if Workflow.objects.get(pk=workflow.pk).active:
        workflow.deactivate(user=client.user)
    page = now(draft)
    assert not page.live
    assert not page.workflow_in_progress
    assert [people["editor2"].user.email] in [letter.to for letter in mailoutbox]


def test_deleting_the_step_or_its_group(draft, people):
    state = send(draft, people["editor"].user)
    for delete in (ReviewTask.objects.get().delete, Task.objects.all().delete):
        with pytest.raises(ProtectedError), transaction.atomic():
            delete()
    state.task.specific.groups.all().delete()
    assert approve(state, people["moderator"].user).status == 403
    assert people["admin"].get(edit_url(draft)).status_code == 200
    assert approve(state, people["admin"].user).is_approval


def test_deleting_a_public_page(public, client):
    address = reverse("wagtailadmin_pages:delete", args=(public.pk,))
    client.post(address)
    assert_unchanged(public)


def test_a_draft_by_an_import_or_a_program_is_a_draft(tree):
    page = MapStoryPage(title="Imported", slug="imported", summary="x", live=False)
    tree.stories.add_child(instance=page)
    with pytest.raises(NotApproved):
        page.save_revision().publish()


def test_sending_twice_at_once_is_one_text(draft, people):
    editor = people["editor"]
    data = {"action-submit": "1"}
    assert post_form(editor, draft, **data).status_code == 302
    assert editor.post(edit_url(draft), {**data, "title": "x"}).status_code in (200, 302)
    assert ReviewState.objects.waiting().for_page(draft).count() == 1
    assert now(draft).latest_revision == ReviewState.objects.waiting().get().revision


def test_an_editor_does_not_move_or_hide_public_pages(public, tree, people):
    editor, moderator = people["editor"].user, people["moderator"].user
    mine = written_by(editor, tree)
    assert not public.permissions_for_user(editor).can_move()
    assert not public.permissions_for_user(editor).can_set_view_restrictions()
    assert not tree.stories.permissions_for_user(editor).can_reorder_children()
    assert mine.permissions_for_user(editor).can_move()
    assert mine.permissions_for_user(editor).can_delete()
    assert public.permissions_for_user(moderator).can_move()
    assert public.permissions_for_user(moderator).can_set_view_restrictions()
    assert tree.stories.permissions_for_user(moderator).can_reorder_children()
