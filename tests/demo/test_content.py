"""The demo: complete, consistent, and loaded again without harm."""

import re
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from docx import Document
from wagtail.models import Page

from community.models import IntegratedCareSystem, MeetingPage, ProfilePage, Region
from core.models import BinPage, ContentPage, GlossaryEntry
from core.page_checks import findings_on
from core.pages.queries import public_pages
from core.text.wordcount import count_words, plain_text
from core.vocabularies.registry import vocabularies
from home.models import HomePage
from stories.models import KMStoryPage, MapStoryPage, ReflectionPage
from tests import factories
from toolkit.models import (
    DriverPage,
    ExampleDocumentPage,
    ProjectPlanPage,
    Supersession,
    TemplatePage,
    ToolkitPage,
)

LINK = re.compile(r'href="(/[^"#?]*)')
EMAIL = re.compile(r"[\w.]+@[\w.]+\.\w+")


pytestmark = pytest.mark.django_db


def test_it_holds_what_the_community_needs(run_site):
    assert DriverPage.objects.live().count() == 42
    assert MapStoryPage.objects.live().count() >= 12
    assert KMStoryPage.objects.live().count() >= 8
    assert ReflectionPage.objects.live().count() >= 6
    assert ProjectPlanPage.objects.live().count() == 3
    assert ExampleDocumentPage.objects.live().count() == 6
    assert ProfilePage.objects.live().count() >= 8
    assert IntegratedCareSystem.objects.count() == 42
    assert Region.objects.count() == 7
    assert all(vocabulary.objects.exists() for vocabulary in vocabularies())
    assert get_user_model().objects.count() == 6


def test_every_live_page_has_a_live_revision_and_no_problems(run_site):
    for page in Page.objects.live().filter(depth__gt=1).specific():
        assert isinstance(page, ContentPage)
        assert page.live_revision, page
        assert not page.problems(), page
        assert not page.has_unpublished_changes, page
        assert page.first_published_at <= page.last_published_at, page


def test_the_audit_of_the_demo_is_clean(run_site, capsys):
    call_command("audit_publications")
    assert " 0 exceptions" in capsys.readouterr().out


def test_loading_again_changes_nothing(run_site):
    page = MapStoryPage.objects.first()
    page.title = "Changed by an editor"
    factories.publish(page)
    before = list(Page.objects.order_by("pk").values_list("pk", "title", "path"))
    call_command("load_demo", verbosity=0)
    assert list(Page.objects.order_by("pk").values_list("pk", "title", "path")) == before


def test_only_wagtails_own_page_makes_way(run_site):
    beside = Page.objects.filter(depth=2).specific()
    assert {type(page) for page in beside} == {HomePage, BinPage}


def test_a_site_keeps_the_pages_of_which_it_has_one(run_site):
    for model in (HomePage, ToolkitPage):
        Page.objects.filter(pk=model.objects.get().pk).update(slug="renamed")
    before = list(Page.objects.order_by("pk").values_list("pk", "slug", "path"))
    call_command("load_demo", verbosity=0)
    assert list(Page.objects.order_by("pk").values_list("pk", "slug", "path")) == before


def test_every_link_within_the_site_leads_somewhere(run_site):
    client = Client(headers={"host": "localhost"})
    links = set()
    for page in public_pages().filter(depth__gt=1):
        response = client.get(page.url)
        assert response.status_code == 200, page.url
        assert "<a>" not in response.content.decode(), page.url
        links |= set(LINK.findall(response.content.decode()))
    for link in links - {"/admin/"}:
        if not link.startswith("/static/"):
            assert client.get(link).status_code == 200, link


def test_the_long_term_plan_stands_in_its_chain(run_site):
    chain = ["10-year-health-plan-for-england", "nhs-long-term-plan"]
    assert Supersession.objects.filter(page__slug=chain[0], older__slug=chain[1]).exists()
    superseded = DriverPage.objects.filter(status="superseded")
    assert all(driver.newer_drivers().exists() for driver in superseded)


def test_every_piece_of_work_serves_a_driver_and_most_have_figures(run_site):
    for model in (MapStoryPage, KMStoryPage, ProjectPlanPage, ExampleDocumentPage):
        for page in model.objects.all():
            assert page.alignments.exists(), page
    stories = MapStoryPage.objects.all()
    assert sum(story.measures.exists() for story in stories) > len(stories) / 2


def test_km_stories_keep_to_their_length(run_site):
    for story in KMStoryPage.objects.all():
        assert 100 <= count_words(story.story) <= 300, story


def test_templates_are_real_word_files_with_the_same_parts_as_their_page(run_site):
    for template in TemplatePage.objects.all():
        document = Document(BytesIO(template.document.file.read()))
        headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
        page = plain_text(str(template.body))
        assert len(headings) >= 6
        assert len(document.tables) == len(headings)
        for heading in headings:
            assert heading in page.replace("&#x27;", "'").replace("&amp;", "&"), heading


def test_meeting_notes_are_private(run_site):
    assert MeetingPage.objects.live().count() == 3
    assert not public_pages().filter(pk__in=MeetingPage.objects.values("pk")).exists()


def test_no_address_of_a_person_is_shown(run_site):
    client = Client(headers={"host": "localhost"})
    for page in public_pages().filter(depth__gt=1):
        assert not EMAIL.search(client.get(page.url).content.decode()), page.url


def test_the_checks_find_nothing_to_mend(run_site):
    for page in Page.objects.filter(depth__gt=1).specific():
        assert not findings_on(page), page


def test_acronyms_are_spelled_out_and_what_editors_changed_stays(run_site):
    assert GlossaryEntry.objects.count() >= 40
    GlossaryEntry.objects.filter(acronym="ICB").update(long_form="Ours")
    call_command("load_demo", verbosity=0)
    assert GlossaryEntry.objects.get(acronym="ICB").long_form == "Ours"


def test_accounts_are_printed_only_where_they_exist(run_site, capsys):
    call_command("load_demo", "--accounts")
    assert "editor, editor2, moderator" in capsys.readouterr().out
    get_user_model().objects.all().delete()
    call_command("load_demo", "--accounts")
    assert capsys.readouterr().out == ""


def test_a_site_with_pages_is_left_alone(run_site):
    MapStoryPage.objects.first().delete()
    before = Page.objects.count()
    call_command("load_demo", "--if-empty", verbosity=0)
    assert Page.objects.count() == before


def test_bulk_content_is_published_and_consistent(run_site):
    before = set(Page.objects.values_list("pk", flat=True))
    call_command("make_content", "--stories", "12", "--seed", "7")
    made = Page.objects.exclude(pk__in=before).specific()
    assert len(made) == 12
    for page in made:
        assert page.live
        assert page.live_revision
        assert not page.problems(), page
        assert page.alignments.exists()
    titles = [page.title for page in made]
    made.delete()
    call_command("make_content", "--stories", "12", "--seed", "7")
    again = Page.objects.exclude(pk__in=before).order_by("path")
    assert [page.title for page in again] == titles
