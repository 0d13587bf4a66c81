"""The sentences of Django and Wagtail that this site says in its own words."""

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
import wagtail
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


# How Wagtail says what this site calls approval, an address and the public.
JARGON = re.compile(
    r"moderation|workflow|\btasks?\b|aging|\bslug\b|\binspect|unpublish|snippet"
    r"|go(es)? live|\blive version|\bis live\b|root (page|level)",
    re.IGNORECASE,
)
# Where nobody comes here: letters and publishing are ours, there are no snippets.
NOWHERE = re.compile(
    r"/notifications/|snippet|unpublish|/publish|^(models|api|management|permission)"
    r"|wagtail_hooks|localization|shared/side_panels/includes/status/workflow"
    r"|confirm_bulk_publish|^forms\.py|workflow_used_by|confirm_delete.html|views/reports"
    r"|forms/(workflows|pages)|views/pages/bulk|^bulk_actions|^apps|views/generic/models"
)
MARKUP = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>")
ENTRY = re.compile(r'((?:^#.*\n)*)^msgid ((?:".*"\n)+)', re.M)


def sentences_of_wagtail():
    """What Wagtail says in its admin, where somebody may read it."""
    for path in Path(wagtail.__file__).parent.rglob("locale/en/LC_MESSAGES/django*.po"):
        for said_in, lines in ENTRY.findall(path.read_text()):
            places = re.findall(r"^#: (.+)", said_in, re.M)
            if not all(map(NOWHERE.search, " ".join(places).split())):
                yield unescaped("".join(re.findall(r'"(.*)"', lines)))


def test_no_sentence_that_somebody_may_read_speaks_of_how_it_is_built():
    said = set(filter(JARGON.search, sentences_of_wagtail()))
    assert len(said) > 50
    with (WORDS / "django.mo").open("rb") as file:
        served = GNUTranslations(file)
    words = {text: MARKUP.sub("", served.gettext(text)) for text in said}
    assert [text for text in said if JARGON.search(words[text])] == []


def unescaped(text):
    """A text as it is meant that stands quoted."""
    return text.replace('\\"', '"')
