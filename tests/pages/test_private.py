"""What is private or not approved stands nowhere in public, not even as a title."""

import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import PageViewRestriction

from core.models import Alignment, Author, CustomDocument, RelatedPage
from feed.api.routing import BASE
from tests import factories
from tests.feed.conftest import settle

CANARY = "Quokka"
ADDRESS = re.compile(r'(?:href|src)="(/[^"#]*)')


@pytest.fixture
def site(tree):
    """A public story and section that lead to hidden pages of every sort."""
    meeting = factories.MeetingFactory(parent=tree.community, title=f"{CANARY} meeting")
    draft = factories.DriverFactory(
        parent=tree.drivers, title=f"{CANARY} driver", live=False
    )
    private = factories.ProfileFactory(parent=tree.community, title=f"{CANARY} Smith")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    hidden = factories.SectionFactory(parent=tree.toolkit, title=f"{CANARY} section")
    child = factories.SectionFactory(parent=hidden, title=f"{CANARY} subsection")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    link = f'<p>See <a linktype="page" id="{draft.pk}">this</a>.</p>'
    tree.story = factories.MapStoryFactory(
        parent=tree.stories,
        title="Public story",
        story=link + factories.WORDS,
        rows={
            "alignments": [
                Alignment(driver_text="Ours"),
                Alignment(driver=draft, how="Well."),
            ],
            "authors": [Author(profile=private), Author(name="Public Person")],
            "related_pages": [
                RelatedPage(target=meeting),
                RelatedPage(target=child),
                RelatedPage(target=draft),
            ],
        },
    )
    tree.hidden = [meeting, draft, private, hidden, child]
    return tree


def crawl(client, start="/"):
    """Every address that a visitor can reach by links, with what it answers."""
    seen, ahead = {}, [start, "/sitemap.xml", f"/search/?q={CANARY}", "/nowhere/"]
    while ahead:
        address = ahead.pop()
        if address in seen or address.startswith(("/static/", "/admin/")):
            continue
        response = client.get(address)
        body = response.getvalue() if response.streaming else response.content
        seen[address] = body.decode(errors="replace")
        ahead += ADDRESS.findall(seen[address].replace("&amp;", "&"))
    return seen


def test_a_visitor_meets_nothing_hidden(site, visitor):
    seen = crawl(visitor)
    assert site.story.url in seen
    for address, text in seen.items():
        words = text.replace(f"“{CANARY}”", "").replace(f'value="{CANARY}"', "")
        words = words.replace(f"<title>{CANARY}: search results", "")
        words = words.replace(f"/search/?q={CANARY}</span>", "")  # for paper
        assert CANARY not in words, address
        for page in site.hidden:
            assert page.slug not in words, address


def test_rows_that_lead_to_hidden_pages_leave_no_trace(site, visitor):
    text = visitor.get(site.story.url).content.decode()
    assert "Ours" in text
    assert "Public Person" in text
    assert "Well." not in text


def test_what_is_hidden_asks_for_an_account_or_is_not_there(site, visitor):
    meeting, draft, private, hidden, child = site.hidden
    for page in (meeting, private, hidden, child):
        response = visitor.get(page.url)
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/")
    assert visitor.get(draft.url).status_code == 404


def test_members_read_the_notes(site, person):
    response = person("Content Editors").get(site.hidden[0].url)
    assert f"{CANARY} meeting" in response.content.decode()


def test_a_meeting_note_is_private_from_its_first_moment(tree):
    meeting = factories.MeetingFactory(parent=tree.community, live=False)
    assert meeting.get_view_restrictions().get().restriction_type == "login"


def test_a_meeting_note_may_be_made_public_and_stays_so(tree, visitor):
    meeting = factories.MeetingFactory(parent=tree.community)
    meeting.get_view_restrictions().delete()
    factories.publish(meeting)
    assert visitor.get(meeting.url).status_code == 200


def test_a_document_is_served_as_long_as_a_public_page_uses_it(tree, visitor, person):
    document = CustomDocument(title="Paper")
    document.file.save("paper.txt", ContentFile(b"words"))
    assert visitor.get(document.url).status_code == 404
    example = factories.ExampleFactory(parent=tree.section, document=document)
    assert visitor.get(document.url).status_code == 200
    PageViewRestriction.objects.create(page=example, restriction_type="login")
    assert visitor.get(document.url).status_code == 404
    assert person("Content Editors").get(document.url).status_code == 200


def test_a_document_of_a_draft_is_not_served(tree, visitor):
    public, draft = CustomDocument(title="A"), CustomDocument(title="B")
    public.file.save("a.txt", ContentFile(b"a"))
    draft.file.save("b.txt", ContentFile(b"b"))
    example = factories.ExampleFactory(parent=tree.section, document=public)
    example.document = draft
    example.save_revision()
    assert visitor.get(public.url).status_code == 200
    assert visitor.get(draft.url).status_code == 404


def test_a_document_linked_in_a_text_is_served(tree, visitor):
    document = CustomDocument(title="Paper")
    document.file.save("paper.txt", ContentFile(b"words"))
    link = f'<p><a linktype="document" id="{document.pk}">Paper</a></p>'
    factories.SectionFactory(parent=tree.toolkit, body=[("text", link)])
    assert visitor.get(document.url).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *("version=draft", "version={}", "revision={}", "revision_id={}", "status=draft"),
        *("preview=1", "preview=true", "in_preview_panel=true", "mode=form", "live=0"),
    ],
)
def test_no_parameter_opens_another_version(tree, visitor, query):
    public = factories.KMStoryFactory(parent=tree.stories, title="Public words")
    public.title = CANARY
    draft = factories.KMStoryFactory(parent=tree.stories, title=CANARY, live=False)
    query = query.format(public.save_revision().pk)
    answer = visitor.get(f"{public.url}?{query}")
    assert answer.status_code == 200
    assert "Public words" in answer.content.decode()
    assert CANARY not in answer.content.decode()
    assert visitor.get(f"{draft.url}?{query}").status_code == 404


@pytest.fixture
def opened(tree, visitor):
    """A page with a password, for somebody who has given it."""
    page = factories.KMStoryFactory(parent=tree.stories, title=CANARY)
    lock = page.view_restrictions.create(restriction_type="password", password="sesame")
    names = (lock.pk, page.pk)
    visitor.give_word = reverse("wagtailcore_authenticate_with_password", args=names)
    visitor.post(visitor.give_word, {"password": "sesame", "return_url": page.url})
    assert CANARY in visitor.get(page.url).content.decode()
    return page


def test_a_password_opens_its_page_and_nothing_else(opened, visitor):
    settle()
    answer = visitor.get(opened.url)
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    for path in ("/", "/stories/", "/sitemap.xml", f"{BASE}/items", f"{BASE}/changes"):
        text = visitor.get(path).content.decode()
        assert CANARY not in text, path
        assert opened.slug not in text, path
    assert visitor.get(f"{BASE}/items?q={CANARY}").json()["total"] == 0
    assert visitor.get(f"{BASE}/items/{opened.translation_key}").status_code == 404
    found = visitor.get(f"/search/?q={CANARY}").content.decode()
    assert opened.url not in found


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example/",
        "/\\evil.example/",
        "https://evil.example/",
        "javascript:alert(1)",
    ],
)
def test_a_password_leads_to_no_other_site(opened, visitor, elsewhere):
    data = {"password": "sesame", "return_url": elsewhere}
    answer = visitor.post(visitor.give_word, data)
    assert "evil" not in answer.get("Location", "")
    assert "script" not in answer.get("Location", "")
