"""Pictures: random names, originals never served, described at each use."""

import re

import pytest
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomImage
from tests import factories


@pytest.fixture
def image(db):
    return CustomImage.objects.create(
        title="Poster",
        file=get_test_image_file(filename="patient-jones.png"),
        credit="Photo: Tom",
        permission="Everyone agreed",
    )


def test_file_names_are_random_and_say_nothing(image):
    assert re.fullmatch(r"original_images/[0-9a-f]{32}\.png", image.file.name)
    rendition = image.get_rendition("width-100")
    assert re.fullmatch(r"images/[0-9a-f]{32}\.png", rendition.file.name)
    assert rendition.file.name[7:39] != image.file.name[16:48]


def test_renditions_are_served_and_originals_are_not(image, visitor):
    rendition = image.get_rendition("width-100")
    response = visitor.get(rendition.url)
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]
    assert visitor.get(image.file.url).status_code == 404
    name = image.file.name.split("/")[1]
    for address in (
        f"/media/images/..%2foriginal_images%2f{name}",
        f"/media/images/../original_images/{name}",
        "/media/images/nothing.png",
        "/media/images/%2e%2e",
    ):
        assert visitor.get(address).status_code == 404, address


def test_a_picture_is_shown_with_its_words_and_credit(tree, image, visitor):
    story = factories.MapStoryFactory(
        parent=tree.stories, image=image, image_alt="A poster in a canteen"
    )
    text = visitor.get(story.url).content.decode()
    assert 'alt="A poster in a canteen"' in text
    assert "Photo: Tom" in text
    assert "Everyone agreed" not in text
    assert "patient-jones" not in text


def test_a_picture_that_decorates_is_silent(tree, image, visitor):
    story = factories.MapStoryFactory(
        parent=tree.stories, image=image, image_decorative=True
    )
    assert 'alt=""' in visitor.get(story.url).content.decode()
