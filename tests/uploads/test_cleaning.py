"""Pictures kept before metadata was left out are cleaned, and stay approved."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from PIL import Image

from background.models import OutboxMessage
from core.models import CustomImage
from core.uploads import cleaning
from core.uploads.cleaning import clean_pictures, has_same_points
from core.uploads.pictures import KeptPicture
from editorial.audit import audit
from editorial.models import Decision
from tests import factories
from tests.editorial.conftest import approve, people, send, written_by
from tests.uploads.samples import SECRET, noise, photographs, saved, told

__all__ = ["people"]


@pytest.fixture
def old(db, settings):
    """A picture as it was kept before: with all that a telephone wrote into it."""
    return kept_as_it_was("photo.jpg")


def kept_as_it_was(name):
    """A photograph that came past everything that looks at uploads."""
    picture = CustomImage(title="A photograph", width=64, height=48)
    data = photographs()[name]
    ending = name.partition(".")[2]
    path = default_storage.save(f"original_images/{'0' * 32}.{ending}", ContentFile(data))
    picture.file.name = path
    picture._set_image_file_metadata()
    picture.save()
    return picture


def shown_by(tree, image):
    """A public page with the picture."""
    return factories.MapStoryFactory(parent=tree.stories, image=image, image_alt="A ward")


def run():
    """What the command says."""
    said = io.StringIO()
    call_command("clean_pictures", stdout=said)
    return said.getvalue()


def now(image):
    """The picture as the database has it."""
    return CustomImage.objects.get(pk=image.pk)


def test_the_command_says_which_file_it_was_and_is(old):
    before = old.file_hash
    said, new = run(), now(old)
    assert f"{old.pk}: {before} -> {new.file_hash}, points equal: " in said
    assert new.hash_of_points in said
    assert SECRET.encode() not in new.file.read()
    assert new.file_size == new.file.size


def test_what_was_approved_stays_approved(tree, old):
    page = shown_by(tree, old)
    approved = Decision.objects.get(page=page).fingerprint
    assert not list(audit())
    run()
    assert not list(audit())
    assert Decision.objects.get(page=page).fingerprint == approved


def test_a_text_that_waits_meanwhile_can_be_approved(tree, people, old):
    editor = people["editor"].user
    shown = {"image": old, "image_alt": "A ward"}
    state = send(written_by(editor, tree, **shown), editor)
    run()
    decision = approve(state, people["moderator"].user)
    assert decision.effective_at
    assert not list(audit())


def test_another_file_in_its_place_is_found(tree, old):
    shown_by(tree, old)
    run()
    CustomImage.objects.filter(pk=old.pk).update(file_hash="0" * 40)
    assert [found.path for found in audit()]


def test_readers_get_new_addresses_and_the_old_are_gone(
    tree, old, visitor, django_capture_on_commit_callbacks
):
    page = shown_by(tree, old)
    before = {size.url for size in old.renditions.all()}
    original = old.file.name
    with django_capture_on_commit_callbacks(execute=True):
        run()
    after = {size.url for size in now(old).renditions.all()}
    assert len(after) == len(before)
    assert not before & after
    for url in before:
        assert visitor.get(url).status_code == 404
    for url in after:
        assert visitor.get(url).status_code == 200
    assert not default_storage.exists(original)
    assert any(url in visitor.get(page.url).content.decode() for url in after)


def test_a_cache_forgets_the_old_addresses(old, settings):
    settings.CDN_PURGE_URL = "https://cdn.example/purge"
    url = old.renditions.first().url
    run()
    payloads = OutboxMessage.objects.filter(kind="purge").values_list(
        "payload", flat=True
    )
    files = {file for payload in payloads for file in payload.get("files", ())}
    assert f"{settings.BASE_URL}{url}" in files


@pytest.mark.parametrize("name", photographs())
def test_every_kind_is_cleaned(db, name):
    picture = kept_as_it_was(name)
    [done] = clean_pictures()
    assert done.problem == ""
    assert done.before != done.after
    assert SECRET.encode() not in now(picture).file.read()


def test_films_are_read_whatever_their_greys_are():
    """Pillow gives some frames another mode once it has read them."""
    for _ in range(25):
        film_in_greys = photographs()["film.gif"]
        assert has_same_points(film_in_greys, film_in_greys)


def kept_for_print(orientation=1):
    """A picture in CMYK that came past everything that looks at uploads."""
    printed = saved(noise("CMYK"), "JPEG", exif=told(orientation))
    picture = CustomImage(title="Printed", width=64, height=48)
    picture.file.name = default_storage.save(
        "original_images/p.jpg", ContentFile(printed)
    )
    picture._set_image_file_metadata()
    picture.save()
    return picture


@pytest.mark.parametrize("orientation", [1, 6])
def test_one_with_colours_for_print_is_drawn_for_screens(db, tree, orientation):
    picture = kept_for_print(orientation)
    shown_by(tree, picture)
    assert "drawn in RGB" in run()
    new = now(picture)
    image = Image.open(new.file)
    assert image.mode == "RGB"
    assert image.size == ((64, 48) if orientation == 1 else (48, 64))
    assert (new.width, new.height) == image.size
    assert {Image.open(size.file).mode for size in new.renditions.all()} == {"RGB"}
    assert SECRET.encode() not in new.file.read()
    assert not list(audit())
    assert run() == "0 pictures were cleaned.\n"


def test_one_that_would_look_different_is_left_as_it_is(db, monkeypatch):
    black = KeptPicture(saved(Image.new("RGB", (64, 48)), "JPEG"), "jpg", moves=False)
    monkeypatch.setattr(cleaning, "kept", lambda *args, **kwargs: black)
    path = kept_for_print().file.name
    [done] = clean_pictures()
    assert done.problem == cleaning.OTHERS
    assert now(done.image).file.name == path


def test_a_clean_picture_is_left_alone(db):
    picture = CustomImage(title="Clean")
    picture.file.save("x.jpg", ContentFile(saved(noise(), "JPEG", exif=told())))
    name = picture.file.name
    assert run() == "0 pictures were cleaned.\n"
    assert now(picture).file.name == name
    assert now(picture).hash_before == ""


def test_cleaning_twice_changes_nothing_more(old):
    run()
    first = now(old)
    assert run() == "0 pictures were cleaned.\n"
    assert now(old).hash_before == first.hash_before


def test_a_damaged_picture_is_named_and_left(old):
    with default_storage.open(old.file.name, "wb") as file:
        file.write(b"\xff\xd8nothing")
    with pytest.raises(CommandError, match="1 pictures were left"):
        run()


def test_another_file_on_the_disk_is_not_taken_for_the_approved_one(old):
    other = photographs()["steps.jpg"]
    with default_storage.open(old.file.name, "wb") as file:
        file.write(other)
    [done] = clean_pictures()
    assert done.problem == "It is not the file that was uploaded."
    assert now(old).hash_before == ""
