"""Files and the words beside them are never replaced in place on public pages."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from core.models import Attachment, CustomDocument, CustomImage
from tests import factories


@pytest.fixture
def image(db):
    return CustomImage.objects.create(title="Poster", file=get_test_image_file())


def test_the_bytes_of_a_file_stay(image, people):
    before = image.content_hash()
    address = reverse("wagtailimages:edit", args=(image.pk,))
    other = get_test_image_file(filename="other.png", size=(10, 10))
    people["steering"].post(address, {"title": "Poster", "file": other})
    image = CustomImage.objects.get(pk=image.pk)
    image._state.fields_cache.clear()
    assert image.content_hash() == before
    image.file = get_test_image_file(filename="other.png")
    with pytest.raises(ValidationError):
        image.full_clean()


def test_words_beside_a_public_picture_stay(tree, image):
    image.credit = "Photo: Tom"
    image.full_clean()
    image.save()
    factories.MapStoryFactory(parent=tree.stories, image=image, image_alt="A poster")
    image.credit = "Photo: somebody else"
    with pytest.raises(ValidationError, match="credit"):
        image.full_clean()


def test_the_title_of_a_public_document_stays(tree):
    document = CustomDocument(title="Paper")
    document.file.save("paper.txt", ContentFile(b"words"))
    draft = factories.MapStoryFactory(parent=tree.stories, live=False)
    draft.attachments = [Attachment(document=document)]
    factories.publish(draft)
    document = CustomDocument.objects.get(pk=document.pk)
    document.title = "Other words"
    with pytest.raises(ValidationError, match="title"):
        document.full_clean()


def test_a_picture_on_a_public_page_is_not_deleted(tree, image, people):
    story = factories.MapStoryFactory(
        parent=tree.stories, image=image, image_alt="A poster"
    )
    address = reverse("wagtailimages:delete", args=(image.pk,))
    for role in ("moderator", "steering", "admin"):
        people[role].post(address)
    with pytest.raises(PermissionDenied), transaction.atomic():
        CustomImage.objects.all().delete()
    assert CustomImage.objects.filter(pk=image.pk).exists()
    story.unpublish()
    people["steering"].post(address)
    assert not CustomImage.objects.filter(pk=image.pk).exists()
