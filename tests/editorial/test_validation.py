"""What stands between a text and its readers, from wherever it is known."""

from wagtail.models import WorkflowPage

from editorial.actions import submission
from editorial.validation import obstacles
from tests.editorial.conftest import now, rewrite


def of_latest(page):
    """What stands in the way of the latest words."""
    return obstacles(now(page).get_latest_revision_as_object())


def test_a_whole_story_could_go_out(draft):
    assert of_latest(draft) == {}


def test_what_a_check_forbids_stands_at_its_field(draft, people):
    words = "<p>NHS number 943 476 5919 was on the form.</p>"
    rewrite(draft, people["editor"].user, story=words)
    assert list(of_latest(draft)) == ["story"]


def test_what_the_database_would_not_take_stands_at_its_field(draft, people):
    revision = rewrite(draft, people["editor"].user)
    revision.content = {**revision.content, "title": "Long " * 100}
    revision.save()
    assert list(of_latest(draft)) == ["title"]


def test_without_a_second_person_to_go_to_nothing_is_sent(draft, people):
    WorkflowPage.objects.all().delete()
    refusal = submission.send(draft.pk, people["editor"].user)
    assert refusal.status == 409
    assert refusal.message == submission.NO_WORKFLOW
