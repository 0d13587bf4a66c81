"""Where other packages offer no public way, what we use of them is still there."""

from django.contrib.auth.hashers import make_password
from django.core import mail
from django.urls import reverse
from docx import Document
from wagtail.models import ModelLogEntry

from home.demo.word import add_box

OLD = "django.contrib.auth.hashers.MD5PasswordHasher"
NEW = "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher"


def test_a_password_kept_in_a_newer_way_is_no_new_password(client, person, settings):
    settings.PASSWORD_HASHERS = [NEW, OLD]
    user = person("Moderators").user
    type(user).objects.filter(pk=user.pk).update(
        password=make_password("x9!", "s", "md5")
    )
    mail.outbox.clear()
    before = ModelLogEntry.objects.count()
    assert client.login(username=user.username, password="x9!")
    user.refresh_from_db()
    assert user.password.startswith("pbkdf2_sha1$")
    assert ModelLogEntry.objects.count() == before
    assert mail.outbox == []
    user.set_password("y9!")
    user.save()
    assert ModelLogEntry.objects.count() > before


def test_a_box_to_write_in_says_so():
    document = Document()
    add_box(document, 3)
    assert 'w:tblDescription w:val="Box to write in"' in document.element.xml


def test_a_form_that_loads_itself_once_more_is_known_by_its_address(tree, person):
    editor = person("Content Editors")
    address = reverse("wagtailadmin_pages:edit", args=[tree.section.pk])
    assert not editor.get(address).context["is_partial"]
    again = editor.get(address, {"_w_hydrate_create_view": "1"})
    assert again.context["is_partial"]
