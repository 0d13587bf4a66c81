"""Words that come back, by whatever way, are still their writers' own."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, Revision

from editorial.models import Decision
from tests.editorial.conftest import (
    approve,
    now,
    rewrite,
    send,
    written_by,
)
from tests.forms import post_form


@pytest.fixture
def history(draft, people):
    """Public words, then other public words; a moderator wrote those in between."""
    editor, moderator2 = people["editor"].user, people["moderator2"].user
    approve(send(draft, editor), moderator2)
    old = rewrite(draft, people["moderator"].user, award="A moderator's own words")
    rewrite(draft, editor, award="Other words")
    approve(send(draft, editor), moderator2)
    return old


def bring_back_by_the_button(page, old, editor):
    """Look at an old version, and save it again as it stands."""
    arguments = (page.pk, old.pk)
    address = reverse("wagtailadmin_pages:revisions_revert", args=arguments)
    post_form(editor, page, address=address)


def bring_back_by_hand(page, old, editor):
    """Save an old version as if it were new."""
    old = Revision.objects.get(pk=old.pk)
    old.as_object().save_revision(user=editor.user, log_action=True)


def bring_back_with_a_touch(page, old, editor):
    """Save an old version with one word changed."""
    bring_back_by_the_button(page, old, editor)
    rewrite(page, editor.user, award="A moderator's own word")


@pytest.mark.parametrize(
    "way", [bring_back_by_the_button, bring_back_by_hand, bring_back_with_a_touch]
)
def test_whoever_wrote_the_version_brought_back_is_an_author(draft, people, history, way):
    way(draft, history, people["editor"])
    assert "moderator's own" in now(draft).get_latest_revision().content["award"]
    state = send(draft, people["editor"].user)
    assert approve(state, people["moderator"].user).status == 403
    decision = approve(state, people["moderator2"].user)
    assert people["moderator"].user.pk in decision.written_by


def test_a_passage_that_returns_in_other_company_is_its_writers_own(draft, people):
    editor, moderator = people["editor"].user, people["moderator"].user
    said = "<p>" + "We counted every question that came to the desk. " * 3 + "</p>"
    rewrite(draft, moderator, lessons=said)
    approve(send(draft, editor), people["moderator2"].user)
    rewrite(draft, editor, lessons="")
    approve(send(draft, editor), people["moderator2"].user)
    rewrite(draft, editor, lessons=said, award="Another")
    assert approve(send(draft, editor), moderator).status == 403


def test_new_words_bind_nobody_of_the_past(draft, people, history):
    rewrite(draft, people["editor"].user, award="Quite new")
    state = send(draft, people["editor"].user)
    assert isinstance(approve(state, people["moderator"].user), Decision)


@pytest.mark.parametrize("keeps_versions", [True, False])
def test_whoever_wrote_the_original_is_an_author_of_the_copy(
    draft, people, tree, keeps_versions
):
    moderator, editor = people["moderator"].user, people["editor2"].user
    rewrite(draft, moderator, award="A moderator's own words")
    approve(send(draft, people["editor"].user), people["moderator2"].user)
    copy = now(draft).copy(
        to=tree.stories,
        update_attrs={"slug": "copy"},
        user=editor,
        copy_revisions=keeps_versions,
        keep_live=False,
    )
    state = send(copy, editor)
    for person in (moderator, people["editor"].user, editor):
        assert approve(state, person).status == 403
    assert isinstance(approve(state, people["moderator2"].user), Decision)


def copy_in_the_admin(editor, page, below):
    """Copy a page as people do."""
    address = reverse("wagtailadmin_pages:copy", args=(page.pk,))
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": below.pk,
        "copy_subpages": "on",
    }
    assert editor.post(address, data).status_code == 302
    return Page.objects.get(slug="copy").specific


@pytest.mark.django_db(transaction=True)
def test_a_copy_knows_its_writers_after_old_versions_were_purged(draft, people, tree):
    rewrite(draft, people["moderator"].user, award="A moderator's own words")
    rewrite(draft, people["editor"].user, award="A moderator's own words, and more")
    call_command("purge_revisions")
    copy = copy_in_the_admin(people["editor2"], draft, tree.stories)
    state = send(copy, people["editor2"].user)
    assert approve(state, people["moderator"].user).status == 403


def test_aliases_are_refused(draft, people, tree):
    with pytest.raises(PermissionDenied, match="copy it instead"):
        draft.create_alias(parent=tree.stories, update_slug="alias")
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_the_admins_interface_acts_on_no_page(draft, people):
    for name in ("copy", "create_alias", "revert_to_page_revision", "publish"):
        address = f"/admin/api/main/pages/{draft.pk}/action/{name}/"
        assert people["admin"].post(address, {}).status_code == 404


def test_another_story_stays_free(people, tree, draft, history):
    other = written_by(people["editor"].user, tree)
    state = send(other, people["editor"].user)
    assert isinstance(approve(state, people["moderator"].user), Decision)


def test_going_back_to_a_version_after_the_public_one_adds_nobody(draft, people):
    editor = people["editor"]
    approve(send(draft, editor.user), people["moderator2"].user)
    old = rewrite(draft, editor.user, award="First words")
    rewrite(draft, editor.user, award="Second words")
    bring_back_by_the_button(draft, old, editor)
    decision = approve(send(draft, editor.user), people["moderator"].user)
    assert decision.written_by == [editor.user.pk]


def test_what_came_back_twice_is_looked_at_once(draft, people, history):
    for _ in range(2):
        bring_back_by_the_button(draft, history, people["editor"])
    state = send(draft, people["editor"].user)
    assert approve(state, people["moderator"].user).status == 403
