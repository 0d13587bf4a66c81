"""The sentences of Django and Wagtail that this site says in its own words."""

import re
from gettext import GNUTranslations

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.contrib.redirects.forms import RedirectForm

from core.models import Publisher

WORDS = settings.BASE_DIR / "core" / "locale" / "en_GB" / "LC_MESSAGES"
PAIR = re.compile(r'^msgid "(.+)"\nmsgstr "(.+)"$', re.M)
ASKS = "Enter a web address, such as https://www.nhs.uk."


def test_the_dialogue_for_links_asks_for_a_web_address(person):
    data = {"external-link-chooser-url": "not an address"}
    address = reverse("wagtailadmin_choose_page_external_link")
    text = person("Content Editors").post(address, data).json()["html"]
    assert ASKS in text
    assert "valid URL" not in text


@pytest.mark.parametrize("link", ["http://", "nhs", "https://a b.uk"])
def test_so_does_every_other_form(db, link):
    form = RedirectForm({"old_path": "/a", "redirect_link": link})
    assert "valid URL" not in str(form.errors)
    with pytest.raises(ValidationError) as refused:
        Publisher(name="A", slug="a", url=link).full_clean()
    assert refused.value.message_dict["url"] == [ASKS]


def test_what_is_served_is_what_is_written():
    written = dict(PAIR.findall((WORDS / "django.po").read_text()))
    with (WORDS / "django.mo").open("rb") as file:
        served = GNUTranslations(file)
    assert len(written) > 5
    for said, ours in written.items():
        assert served.gettext(unescaped(said)) == unescaped(ours)


def unescaped(text):
    """A text as it is meant that stands quoted."""
    return text.replace('\\"', '"')
