"""No picture reaches readers without words, unless it only decorates."""

import pytest
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomImage
from tests.editorial.findings import found, reflection, story, words_found

pytestmark = pytest.mark.django_db


@pytest.fixture
def image():
    return CustomImage.objects.create(
        title="Poster", file=get_test_image_file(), credit="Photo: Tom"
    )


def picture(image, alt="", decorative=False):
    value = {"image": image.pk, "alt_text": alt, "decorative": decorative}
    return ("picture", {"image": value, "caption": ""})


def test_a_page_without_pictures_is_fine(image):
    page = story()
    assert not found(page, "picture-undescribed")
    page.image = image
    assert found(page, "picture-undescribed")


def test_the_pages_own_picture_needs_words_and_the_sentence_is_said_once(image):
    page = story(image=image)
    (finding,) = found(page, "picture-undescribed")
    assert finding.blocks
    assert page.problems()["image_alt"] == [finding.message]
    assert finding.field == "image_alt"


@pytest.mark.parametrize(
    "fields", [{"image_alt": "A poster in a canteen"}, {"image_decorative": True}]
)
def test_a_picture_described_or_decorative_is_fine(image, fields):
    page = story('<img src="/x.png">', image=image, **fields)
    (finding,) = found(page, "picture-undescribed")
    assert finding.field == "story"


def test_a_picture_in_a_block_needs_words(image):
    (finding,) = found(reflection(picture(image)), "picture-undescribed")
    assert finding.blocks
    assert (finding.field, finding.words) == ("body", "Poster")


def test_a_picture_in_a_block_with_words_or_decorative_is_fine(image):
    fine = picture(image, "A poster"), picture(image, decorative=True)
    assert not found(reflection(*fine), "picture-undescribed")
    page = reflection(*fine, picture(image))
    assert words_found(page, "picture-undescribed") == ["Poster"]


def test_each_use_of_one_picture_is_judged_by_itself(image):
    for blocks in (
        [picture(image), picture(image, "A poster")],
        [picture(image, "A poster"), picture(image)],
    ):
        assert len(found(reflection(*blocks), "picture-undescribed")) == 1


def test_a_picture_embedded_in_rich_text_needs_words():
    bare = '<embed embedtype="image" id="7" format="left"/><img src="/x.png">'
    words = '<embed embedtype="image" id="7" alt="A poster"/><img src="/x.png" alt="">'
    assert len(found(story(bare), "picture-undescribed")) == 2
    assert not found(story(words), "picture-undescribed")


def test_a_picture_of_unknown_origin_is_mentioned_once(image):
    CustomImage.objects.update(credit="")
    page = reflection(picture(image, "A"), picture(image, "B"))
    page.image, page.image_alt = CustomImage.objects.get(), "C"
    (finding,) = found(page, "picture-origin")
    assert not finding.blocks
    CustomImage.objects.update(permission="Everyone agreed, 3 March 2026")
    assert not found(reflection(picture(image, "A")), "picture-origin")


def test_a_picture_that_stands_still_is_named_once(image):
    assert not found(story(image=image, image_decorative=True), "picture-moves")
    image.moves = True
    image.save()
    page = story(image=image, image_decorative=True)
    (finding,) = found(page, "picture-moves")
    assert not finding.blocks
    assert "standing still" in finding.message
