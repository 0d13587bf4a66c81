"""What a picture is cut to is part of what was approved."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomImage
from editorial.actions import review
from editorial.actions.refusal import CHANGED
from tests import factories
from tests.editorial.conftest import approve, send, verdict_on, written_by

CROP = {
    "focal_point_x": 10,
    "focal_point_y": 10,
    "focal_point_width": 5,
    "focal_point_height": 5,
}


@pytest.fixture
def image(db):
    return CustomImage.objects.create(title="Poster", file=get_test_image_file())


def cut(image):
    """Choose another part of a picture."""
    for name, value in CROP.items():
        setattr(image, name, value)
    return image


@pytest.mark.parametrize("role", ["moderator", "steering", "admin"])
def test_nobody_moves_the_crop_of_a_public_picture(tree, people, image, role):
    shown = {"image": image, "image_alt": "A poster"}
    factories.MapStoryFactory(parent=tree.stories, **shown)
    address = reverse("wagtailimages:edit", args=[image.pk])
    data = {"title": "Poster", "collection": image.collection_id, **CROP}
    response = people[role].post(address, data)
    assert "what it is cut to stays" in response.content.decode()
    assert CustomImage.objects.get(pk=image.pk).focal_point_x is None


def test_the_crop_of_a_picture_nobody_shows_can_be_moved(image):
    cut(image).full_clean()


def test_a_crop_moved_while_a_text_waits_is_noticed(tree, people, image):
    editor, moderator = people["editor"].user, people["moderator"].user
    shown = {"image": image, "image_alt": "A poster"}
    state = send(written_by(editor, tree, **shown), editor)
    seen = verdict_on(state, moderator)
    cut(image).save()
    assert review.approve(seen).message == CHANGED
    assert approve(state, moderator).effective_at


def test_words_and_crop_are_refused_together(tree, image):
    shown = {"image": image, "image_alt": "A poster"}
    factories.MapStoryFactory(parent=tree.stories, **shown)
    cut(image).credit = "Photo: somebody else"
    with pytest.raises(ValidationError):
        image.full_clean()
