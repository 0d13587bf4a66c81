"""From a Word file to a draft in the admin: each answer in its field, no word lost."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from core.models import KMTechnique
from sharing.share_types import share_type
from sharing.word import template
from stories.models import KMStoryPage, MapStoryPage
from tests import factories
from tests.editorial.conftest import approve, now, send
from tests.forms import edit_url
from tests.sharing.documents import lines, saved
from toolkit.models import DriverPage

pytestmark = pytest.mark.django_db
SCREEN = "/admin/from-word/"
VALUES = {
    "title": "The list that went to six wards",
    "organisation": "St Elsewhere Hospice",
    "summary": "Ward staff waited a week for evidence.",
    "team": "Clinical librarian & two nurses",
    "story": "We began small.\nThen others asked <us>.",
    "impact_library": "We are asked now.",
    "alignments": [
        {"driver": "the long plan", "level": "national", "how": "It asks for this."},
        {"driver": "Our own strategy", "level": "local", "how": ""},
    ],
    "measures": [
        {"kind": "time", "value": "1,200", "unit": "hours", "basis": "estimated"},
    ],
}


def upload(client, data, kind="", name="story.docx"):
    """Choose a file and press the button."""
    file = SimpleUploadedFile(name, data)
    return client.post(SCREEN, {"file": file, "kind": kind}, follow=True)


def test_an_empty_file_can_be_taken_away_by_anybody(visitor, tree):
    answer = visitor.get("/share/map-story/word/")
    assert answer["Content-Disposition"] == 'attachment; filename="map-map-story.docx"'
    titles = [p.text for p in Document(io.BytesIO(answer.content)).paragraphs]
    assert any("Step 1" in title for title in titles)
    assert visitor.get("/share/nothing/word/").status_code == 404
    assert not answer.cookies


def test_what_a_filled_in_file_says_stands_in_the_fields(tree, people):
    driver = factories.DriverFactory(parent=tree.drivers, title="The Long Plan")
    client = people["editor"]
    answer = upload(client, template(share_type("map-story"), VALUES))
    page = MapStoryPage.objects.get().get_latest_revision_as_object()
    assert (page.title, page.live, page.owner) == (VALUES["title"], False, client.user)
    assert page.organisation_proposal == "St Elsewhere Hospice"
    assert page.team == VALUES["team"]
    assert page.story == "<p>We began small.</p><p>Then others asked &lt;us&gt;.</p>"
    first, second = page.alignments.all()
    assert (first.driver, first.level, first.driver_text) == (driver, "national", "")
    assert (second.driver, second.driver_text) == (None, "Our own strategy")
    [measure] = page.measures.all()
    assert (measure.value, measure.unit) == (Decimal(1200), "hours")
    text = answer.content.decode()
    assert "Please look at each: nothing is sent yet." in text
    assert "comment beside the title" not in text


def test_such_a_draft_can_be_sent_and_approved(tree, people):
    client = people["editor"]
    upload(client, template(share_type("map-story"), VALUES))
    page = MapStoryPage.objects.get()
    assert page.get_latest_revision_as_object().problems() == {}
    approve(send(page, client.user), people["moderator"].user)
    assert now(page).live


def test_terms_and_ticks_are_found_by_their_words(tree, people):
    technique = KMTechnique.objects.create(name="A walk", slug="a-walk")
    place = factories.OrganisationFactory(name="Northmoor NHS Trust")
    values = {
        "title": "Stars",
        "organisation": "northmoor nhs trust",
        "techniques": "a walk",
        "consent": "yes",
        "story": "It was dark.",
    }
    upload(people["editor"], template(share_type("km-story"), values))
    page = KMStoryPage.objects.get().get_latest_revision_as_object()
    assert page.organisation == place
    assert list(page.techniques.all()) == [technique]
    assert page.consent


def test_a_driver_has_its_date_as_exactly_as_it_is_known(tree, people):
    values = {
        "title": "A plan",
        "publisher": "Kinder Futures",
        "date": "February 2016",
        "scope": "national",
    }
    upload(people["editor"], template(share_type("driver"), values))
    page = DriverPage.objects.get().get_latest_revision_as_object()
    assert (str(page.date), page.date_precision) == ("2016-02-01", "month")
    assert page.publisher_name == "Kinder Futures"


def test_what_has_no_place_becomes_a_comment(tree, people):
    values = VALUES | {
        "measures": [{"kind": "time", "value": "about a dozen", "unit": "hours"}]
    }
    document = Document(io.BytesIO(template(share_type("map-story"), values)))
    document.add_heading("Something else", 1)
    document.add_paragraph("Words of mine that fit nowhere.")
    data = io.BytesIO()
    document.save(data)
    answer = upload(people["editor"], data.getvalue())
    page = MapStoryPage.objects.get()
    [comment] = page.wagtail_admin_comments.all()
    assert "fit nowhere" in comment.text
    assert "about a dozen" in comment.text
    assert "comment beside the title" in answer.content.decode()
    assert "fit nowhere" in people["editor"].get(edit_url(page)).content.decode()


def test_a_file_that_does_not_say_what_it_is_asks(tree, people):
    data = saved(lines("Title: A walk", "We went out."))
    answer = upload(people["editor"], data)
    assert answer.status_code == 422
    assert "We could not tell what this file is meant to be." in answer.content.decode()
    assert upload(people["editor"], data, "km-story").status_code == 200
    assert KMStoryPage.objects.get().title == "A walk"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "story.docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "story.doc"),
        (b"%PDF-1.7\n%%EOF", "story.docx"),
        (b"<script>alert(1)</script>", "story.docx"),
    ],
)
def test_what_is_no_word_file_is_refused_in_a_sentence(tree, people, data, name):
    answer = upload(people["editor"], data, name=name)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not MapStoryPage.objects.exists()


def test_an_empty_template_makes_no_draft(tree, people):
    answer = upload(people["editor"], template(share_type("map-story")))
    assert "Nothing is filled in in this file yet." in answer.content.decode()
    assert not MapStoryPage.objects.exists()


def test_nothing_chosen_is_said(tree, people):
    answer = people["editor"].post(SCREEN, {"kind": ""})
    assert answer.status_code == 422


def test_the_dashboard_leads_there(tree, people):
    assert SCREEN in people["editor"].get("/admin/").content.decode()
    text = people["editor"].get(SCREEN).content.decode()
    assert "/share/map-story/word/" in text
