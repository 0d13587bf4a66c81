"""Pictures: random names, originals never served, described at each use."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomDocument, CustomImage
from core.models.media import SHARED_SIZE, SIZES
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


def test_every_size_is_there_before_a_page_is_published(tree, image, monkeypatch):
    made = {rendition.filter_spec for rendition in image.renditions.all()}
    assert made == {*SIZES, SHARED_SIZE}

    def make(image, *sizes):
        assert not sizes, "Made while publishing."
        return {}

    monkeypatch.setattr(CustomImage, "create_renditions", make)
    factories.MapStoryFactory(parent=tree.stories, image=image, image_alt="A poster")


def test_a_picture_with_another_focal_point_is_cut_anew_at_once(image):
    image.focal_point_x, image.focal_point_y = 10, 10
    image.focal_point_width, image.focal_point_height = 5, 5
    image.save()
    assert image.renditions.filter(filter_spec=SHARED_SIZE).count() == 2


def test_templates_show_pictures_in_those_sizes_alone():
    """Any other would be made while a reader waits."""
    tag = re.compile(r"\{% (?:srcset_image|image|picture) [\w.]+ (\S+)")
    folder = Path(settings.BASE_DIR) / "templates"
    specs = [
        m[1] for file in folder.rglob("*.html") for m in tag.finditer(file.read_text())
    ]
    assert specs
    assert {size for spec in specs for size in expanded(spec)} == {*SIZES, SHARED_SIZE}


def expanded(spec):
    """The sizes that braces stand for."""
    before, _, rest = spec.partition("{")
    return [f"{before}{value}" for value in rest.rstrip("}").split(",")]


def test_the_address_of_a_document_says_nothing_of_the_database(db):
    document = CustomDocument(title="Paper")
    document.file.save("paper.txt", ContentFile(b"words"))
    assert document.url == f"/documents/{document.key}/{document.filename}"


def test_a_document_has_no_other_address(tree, person):
    document = CustomDocument(title="Paper")
    document.file.save("paper.txt", ContentFile(b"words"))
    editor = person("Content Editors")
    assert editor.get(document.url).status_code == 200
    assert editor.get(f"/documents/{document.pk}/{document.filename}").status_code == 404
    assert editor.get(f"/documents/{document.key}/other.txt").status_code == 404


def test_a_page_whose_picture_is_lost_opens_all_the_same(tree, image, visitor):
    story = factories.MapStoryFactory(
        parent=tree.stories, image=image, image_alt="A poster in a canteen"
    )
    image.renditions.all().delete()
    image.file.storage.delete(image.file.name)
    answer = visitor.get(story.url)
    assert answer.status_code == 200
    assert story.title in answer.content.decode()


@pytest.fixture(params=["picture", "document"])
def kept(request, image):
    """Something with a file of its own."""
    if request.param == "picture":
        return image
    file = ContentFile(b"Words.", name="notes.txt")
    return CustomDocument.objects.create(title="Notes", file=file)


def test_a_file_goes_once_it_is_certain_that_its_row_is_gone(
    kept, django_capture_on_commit_callbacks
):
    storage, name = kept.file.storage, kept.file.name
    with transaction.atomic():
        type(kept).objects.get().delete()
        transaction.set_rollback(True)
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        type(kept).objects.get().delete()
        assert storage.exists(name)
    assert not storage.exists(name)
