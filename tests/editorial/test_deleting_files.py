"""A file is not deleted while a text on its way to readers shows it."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from core.models import Attachment, CustomDocument, CustomImage
from core.pages.file_uses import FileInUse
from editorial.actions import file_removal
from editorial.actions.file_uses import waiting_uses
from editorial.models import Decision, WithdrawalReason
from tests import factories
from tests.editorial.conftest import approve, now, rewrite, send, written_by

PICTURE, DOCUMENT = "wagtailimages:delete", "wagtaildocs:delete"


@pytest.fixture
def image(db):
    return CustomImage.objects.create(title="Poster", file=get_test_image_file())


@pytest.fixture
def draft(tree, people, image):
    """A text with the picture, which the editor wrote."""
    editor = people["editor"].user
    shown = {"image": image, "image_alt": "A poster", "title": "Our poster"}
    return written_by(editor, tree, **shown)


@pytest.fixture
def sent(draft, people):
    """The text's state as it waits."""
    return send(draft, people["editor"].user)


def ask(client, file, name=PICTURE, **data):
    """Ask to delete a file; give the screen's words."""
    return client.post(reverse(name, args=[file.pk]), data)


def is_there(file):
    """Whether the file is kept."""
    return type(file).objects.filter(pk=file.pk).exists()


@pytest.mark.parametrize("role", ["moderator", "steering", "admin"])
def test_a_picture_of_a_waiting_text_stays_and_the_text_is_named(
    sent, image, people, role
):
    response = ask(people[role], image)
    assert response.status_code == 409
    assert "“Our poster”, which waits for approval" in response.content.decode()
    assert "Return it to its authors" in response.content.decode()
    assert is_there(image)


def test_no_other_door_deletes_it(sent, image, people):
    with pytest.raises(FileInUse, match="Our poster"), transaction.atomic():
        CustomImage.objects.all().delete()
    bulk = reverse("wagtail_bulk_action", args=["core", "customimage", "delete"])
    response = people["steering"].post(f"{bulk}?id={image.pk}", follow=True)
    assert "Nothing was deleted." in response.content.decode()
    address = reverse("wagtailimages:delete_multiple", args=[image.pk])
    people["steering"].post(address, headers={"x-requested-with": "XMLHttpRequest"})
    assert is_there(image)


def test_a_document_of_a_waiting_text_stays(tree, people):
    document = CustomDocument(title="Paper")
    document.file.save("paper.txt", ContentFile(b"words"))
    page = written_by(people["editor"].user, tree)
    rewrite(page, people["editor"].user, attachments=[Attachment(document=document)])
    send(page, people["editor"].user)
    assert ask(people["moderator"], document, DOCUMENT).status_code == 409
    assert is_there(document)


def test_a_picture_of_a_scheduled_text_stays(tree, people, image):
    editor, later = people["editor"].user, timezone.now() + timedelta(days=2)
    shown = {"image": image, "image_alt": "A poster", "go_live_at": later}
    approve(send(written_by(editor, tree, **shown), editor), people["moderator"].user)
    response = ask(people["moderator"], image)
    assert "is approved and waits for its time" in response.content.decode()
    assert is_there(image)


def test_a_public_page_whose_new_text_shows_it(tree, people, image):
    page = factories.MapStoryFactory(parent=tree.stories)
    rewrite(page, people["editor"].user, image=image, image_alt="A poster")
    send(page, people["editor"].user)
    assert ask(people["moderator"], image).status_code == 409


def test_a_picture_of_a_draft_nobody_was_asked_to_read_goes(draft, people, image):
    ask(people["moderator"], image)
    assert not is_there(image)


def test_one_click_returns_a_text_and_the_file_stays(sent, draft, image, people):
    response = ask(people["moderator"], image, only=draft.pk)
    assert response.url == reverse(PICTURE, args=[image.pk])
    assert not now(draft).workflow_in_progress
    assert "“Poster” has to go." in Decision.objects.get(page=draft).words
    assert is_there(image)


def test_an_author_takes_the_text_back_there(sent, draft, image, people):
    image.uploaded_by_user = people["editor"].user
    image.save()
    words = people["editor"].get(reverse(PICTURE, args=[image.pk])).content.decode()
    assert "Take it back" in words
    assert 'name="free"' not in words
    ask(people["editor"], image, only=draft.pk)
    assert not now(draft).workflow_in_progress


def test_somebody_elses_text_is_not_taken_back(sent, draft, image, people):
    image.uploaded_by_user = people["editor2"].user
    image.save()
    words = people["editor2"].get(reverse(PICTURE, args=[image.pk])).content.decode()
    assert "Please ask a Moderator" in words
    ask(people["editor2"], image, only=draft.pk)
    assert now(draft).workflow_in_progress


def test_a_moderator_returns_the_text_and_deletes_the_picture_at_once(
    sent, draft, image, people
):
    ask(people["moderator"], image, free="1", words="The picture has to go.")
    assert not is_there(image)
    assert not now(draft).workflow_in_progress
    assert Decision.objects.get(page=draft).words == "The picture has to go."


def test_a_moderator_stops_a_scheduled_text_with_it(tree, people, image):
    editor, later = people["editor"].user, timezone.now() + timedelta(days=2)
    shown = {"image": image, "image_alt": "A poster", "go_live_at": later}
    page = written_by(editor, tree, **shown)
    approve(send(page, editor), people["moderator"].user)
    ask(people["moderator"], image, free="1", words="It has to go.")
    assert not is_there(image)
    assert not now(page).approved_schedule
    assert not Decision.objects.unused().exists()


def test_a_public_page_is_withdrawn_with_a_sentence_for_readers(tree, people, image):
    shown = {"image": image, "image_alt": "A poster"}
    page = factories.MapStoryFactory(parent=tree.stories, **shown)
    reason = WithdrawalReason.objects.create(sentence="Somebody did not agree.")
    words = {"free": "1", "words": "It has to go."}
    assert ask(people["moderator"], image, **words).status_code == 422
    assert is_there(image)
    assert now(page).live
    ask(people["moderator"], image, **words, reason=reason.pk)
    assert not is_there(image)
    assert not now(page).live


def test_an_editor_frees_no_file_by_force(sent, image, people):
    image.uploaded_by_user = people["editor"].user
    image.save()
    assert ask(people["editor"], image, free="1", words="x").status_code == 403
    assert is_there(image)


@pytest.fixture
def scheduled(tree, people, image):
    """A text with the picture, approved, that waits for its time."""
    editor, later = people["editor"].user, timezone.now() + timedelta(days=2)
    shown = {"image": image, "image_alt": "A poster", "go_live_at": later}
    page = written_by(editor, tree, **shown)
    approve(send(page, editor), people["moderator"].user)
    return page


def test_an_editor_stops_no_scheduled_text(scheduled, people, image):
    [use] = waiting_uses(image)
    refusal = file_removal.free(use, people["editor2"].user, "It has to go.")
    assert (refusal.status, refusal.message) == (403, file_removal.NOT_STOPPED)
    assert now(scheduled).approved_schedule


def test_nobody_is_told_of_a_scheduled_text_that_nobody_sent(scheduled, people, image):
    Decision.objects.unused().update(submitted_by=None)
    [use] = waiting_uses(image)
    file_removal.free(use, people["moderator"].user, "It has to go.")
    assert not now(scheduled).approved_schedule


def test_a_scheduled_text_without_it_is_no_use_of_it(scheduled):
    other = CustomImage.objects.create(title="Other", file=get_test_image_file())
    assert list(waiting_uses(other)) == []
