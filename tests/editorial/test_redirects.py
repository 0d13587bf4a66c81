"""A redirect leads to a page of the site; one that leaves it is marked and told."""

import pytest
from django.core.management import call_command
from wagtail.contrib.redirects.models import Redirect

from editorial.admin.redirects import leaves_the_site

ELSEWHERE = "https://elsewhere.example/page"


def make(browser, **data):
    """Send the form for a redirect."""
    fields = {"old_path": "/old", "site": "", "redirect_page": "", "redirect_link": ""}
    return browser.post("/admin/redirects/add/", {**fields, **data})


@pytest.mark.parametrize(
    ("link", "leaves"),
    [
        ("", False),
        ("/search/?q=x", False),
        ("http://localhost:8000", False),
        ("http://localhost:8000/stories/", False),
        ("http://localhost:8000.elsewhere.example/", True),
        ("http://localhost:8000@elsewhere.example/", True),
        ("//elsewhere.example/", True),
        ("/\\elsewhere.example/", True),
        (ELSEWHERE, True),
    ],
)
def test_what_leaves_the_site(link, leaves):
    assert leaves_the_site(link) is leaves


def test_one_to_another_site_is_marked_told_and_in_the_audit(
    tree, people, mailoutbox, capsys
):
    steering = people["steering"]
    assert "on another site" in steering.get("/admin/redirects/add/").content.decode()
    make(steering, redirect_link=ELSEWHERE)
    told = {letter.to[0] for letter in mailoutbox}
    deciders = ("moderator", "moderator2", "steering", "admin")
    assert told == {people[name].user.email for name in deciders}
    assert all(ELSEWHERE in letter.body for letter in mailoutbox)
    assert "to another site" in steering.get("/admin/redirects/").content.decode()
    call_command("audit_publications")
    assert ELSEWHERE in capsys.readouterr().out


def test_one_to_a_page_is_no_news(tree, people, mailoutbox, capsys):
    make(people["steering"], redirect_page=tree.stories.pk)
    assert Redirect.objects.get().redirect_page_id == tree.stories.pk
    assert mailoutbox == []
    page = people["steering"].get("/admin/redirects/").content.decode()
    assert "to another site" not in page
    call_command("audit_publications")
    assert "0 exceptions" in capsys.readouterr().out


def test_nobody_hears_twice_of_the_same(tree, people, mailoutbox):
    make(people["steering"], redirect_link=ELSEWHERE)
    mailoutbox.clear()
    redirect = Redirect.objects.get()
    redirect.is_permanent = False
    redirect.save()
    assert mailoutbox == []
    redirect.redirect_link = f"{ELSEWHERE}/other"
    redirect.save()
    assert mailoutbox
