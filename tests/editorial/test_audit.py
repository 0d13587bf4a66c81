"""The audit finds every public page that is not what somebody approved."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import LogContext, log
from wagtail.models import Page, Revision

from community import confirmations
from community.confirmations import confirm_on_server
from core.models import Theme
from editorial.actions import break_glass
from editorial.audit import audit
from editorial.models import Decision
from stories.models import MapStoryPage
from tests import factories
from tests.editorial.conftest import approve, now, send


@pytest.fixture
def public(draft, people):
    approve(send(draft, people["editor"].user), people["moderator"].user)
    return now(draft)


def sentences():
    return [mismatch.sentence for mismatch in audit()]


def test_a_site_whose_pages_were_approved_is_clean(public, capsys):
    assert sentences() == []
    call_command("audit_publications")
    assert "0 exceptions" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (lambda page: MapStoryPage.objects.filter(pk=page.pk).update(team="X"), "else"),
        (lambda page: Page.objects.filter(pk=page.pk).update(title="X"), "else"),
        (lambda page: page.alignments.update(driver_text="X"), "else"),
        (lambda page: Decision.objects.filter(page=page.pk).delete(), "Nobody"),
        (
            lambda page: Page.objects.filter(pk=page.pk).update(live_revision=None),
            "No version",
        ),
        (
            lambda page: Revision.objects.filter(pk=page.live_revision_id).update(
                content={**page.live_revision.content, "team": "X"}
            ),
            "changed after",
        ),
    ],
)
def test_what_was_changed_behind_its_back_is_listed(public, tamper, words, capsys):
    tamper(public)
    assert [words in sentence for sentence in sentences()] == [True]
    with pytest.raises(SystemExit):
        call_command("audit_publications")
    assert public.url_path in capsys.readouterr().out


def test_a_page_made_public_in_a_shell_is_listed(tree, public):
    page = factories.MapStoryFactory(parent=tree.stories, live=False)
    Page.objects.filter(pk=page.pk).update(live=True)
    assert len(sentences()) == 1


def test_an_approver_whose_account_an_author_made_or_changed_is_listed(
    draft, people, capsys
):
    author, approver = people["editor"].user, people["moderator"].user
    with LogContext(user=author):
        approver.email = "new@example.org"
        approver.save()
    confirm_on_server(approver)
    approve(send(draft, author), approver)
    (sentence,) = sentences()
    assert sentence.startswith(f"{approver} approved it")
    call_command("audit_publications")
    assert "two people" in capsys.readouterr().out


@pytest.mark.parametrize("action", confirmations.TAKEN_OVER)
def test_an_author_whose_account_the_approver_made_is_listed(draft, people, action):
    author, approver = people["editor"].user, people["moderator"].user
    log(author, action, user=approver)
    approve(send(draft, author), approver)
    (sentence,) = sentences()
    assert sentence.startswith(f"{approver} approved it")
    assert "account of an author" in sentence


def test_who_gave_an_author_a_role_or_made_the_account_later_is_not(draft, people):
    author, approver = people["editor"].user, people["moderator"].user
    log(author, "community.role", user=approver)
    log(people["editor2"].user, confirmations.MADE[0], user=approver)
    approve(send(draft, author), approver)
    log(author, confirmations.MADE[0], user=approver)
    assert sentences() == []


def test_what_an_author_did_to_it_afterwards_is_no_matter(public, people):
    with LogContext(user=people["editor"].user):
        people["moderator"].user.email = "new@example.org"
        people["moderator"].user.save()
    assert sentences() == []


def test_publication_without_review_is_listed_and_no_fault(draft, people, capsys):
    break_glass.publish_without_review(draft.pk, people["steering"].user, "Now")
    assert ["without review" in sentence for sentence in sentences()] == [True]
    call_command("audit_publications")
    assert "1 exceptions" in capsys.readouterr().out


def test_merged_terms_and_deleted_neighbours_change_nothing(tree, people):
    from core.models import Alignment, RelatedPage

    old, new = factories.ThemeFactory(), factories.ThemeFactory()
    driver = factories.DriverFactory(parent=tree.drivers)
    other = factories.SectionFactory(parent=tree.toolkit)
    factories.MapStoryFactory(
        parent=tree.stories,
        themes=[old],
        rows={
            "alignments": [Alignment(driver=driver, driver_text="Ours", theme=old)],
            "related_pages": [RelatedPage(target=other)],
        },
    )
    old.merge_into(new)
    driver.delete()
    other.delete()
    assert sentences() == []
    MapStoryPage.objects.update(team="X")
    assert len(sentences()) == 1


def test_many_pages_cost_no_more_questions_than_few(tree, django_assert_max_num_queries):
    for number in range(3):
        factories.MapStoryFactory(parent=tree.stories, slug=f"one-{number}")
    with CaptureQueriesContext(connection) as few:
        assert sentences() == []
    for number in range(7):
        factories.MapStoryFactory(parent=tree.stories, slug=f"more-{number}")
    with django_assert_max_num_queries(len(few)):
        assert sentences() == []


def test_a_page_whose_term_was_merged_since_is_clean(public):
    old = Theme.objects.create(name="Old", slug="old")
    new = Theme.objects.create(name="New", slug="new")
    public.themes.set([old])
    public.save_revision()
    factories.publish(public)
    old.merge_into(new)
    page = now(public)
    assert [theme.name for theme in page.themes.all()] == ["New"]
    assert page.live_revision.content["themes"] == [old.pk]
    assert sentences() == []
