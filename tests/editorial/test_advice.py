"""What somebody meets who is asked what they think of a draft."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import get_page_models

from core.models import ContentPage, DraftLink
from editorial.models import Advice
from tests import factories


def address_of(page, user):
    """A secret link to a page."""
    link = DraftLink.objects.create(page_id=page.pk, made_by=user)
    return reverse("draft", args=(link.token,))


def seen(response):
    """The page that somebody sees."""
    return BeautifulSoup(response.content, "html.parser")


@pytest.fixture
def address(draft, people):
    return address_of(draft, people["editor"].user)


def test_the_text_itself_stands_in_the_page(draft, address, visitor):
    screen = seen(visitor.get(address))
    assert not screen.select("iframe")
    assert "Ward teams asked" in screen.main.get_text()
    (title,) = screen.select("h1")
    assert draft.title in title.get_text()
    assert "A draft for you to read" in screen.title.get_text()


def test_it_says_who_asks_and_what_happens_with_the_words(address, people, visitor):
    user = people["editor"].user
    user.first_name, user.last_name = "Asha", "Patel"
    user.save()
    words = seen(visitor.get(address)).main.get_text(" ", strip=True)
    assert "Asha Patel at MAP would like to know" in words
    assert "never published" in words
    assert "(UK time)" in words


def test_nothing_invites_to_cite_or_find_it(draft, address, visitor):
    screen = seen(visitor.get(address))
    assert [tag["content"] for tag in screen.select("meta[name=robots]")] == [
        "noindex, nofollow"
    ]
    assert not screen.select("link[rel=canonical], #citation, script[type*=json]")


def test_the_form_is_made_as_the_design_system_makes_forms(address, visitor):
    screen = seen(visitor.post(address, {"name": "Jo", "text": ""}))
    assert screen.select_one("#id_name")["class"][0] == "nhsuk-input"
    field = screen.select_one("textarea.nhsuk-textarea.nhsuk-textarea--error")
    for key in field["aria-describedby"].split():
        assert screen.find(id=key), key
    link = screen.select_one(".nhsuk-error-summary a")
    assert link.get_text() == "Write what you think of the text."
    assert link["href"] == f"#{field['id']}"


def test_thanks_are_given_where_the_words_were_sent(address, visitor):
    assert "Thank you" not in seen(visitor.get(address)).main.get_text()
    answer = visitor.post(address, {"name": "Jo", "text": "Shorter!"}, follow=True)
    assert answer.redirect_chain == [(f"{address}#say", 302)]
    said = seen(answer).select_one("#say")
    assert "Thank you" in said.get_text()
    assert "Shorter!" in said.blockquote.get_text()
    assert Advice.objects.count() == 1


def test_a_page_of_any_type_can_be_read_so(tree, people, visitor):
    pages = [model.objects.first() for model in get_page_models()]
    pages = [
        page for page in pages if isinstance(page, ContentPage) and page.latest_revision
    ]
    pages.append(factories.DriverFactory(parent=tree.drivers, live=False))
    for page in pages:
        response = visitor.get(address_of(page, people["editor"].user))
        assert response.status_code == 200, page
        assert seen(response).select("#say form"), page
