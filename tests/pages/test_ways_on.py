"""From a driver that does not hold, readers are led to one that does."""

from core.models import Theme
from tests import factories
from tests.feed.conftest import settle
from toolkit.models import DriverPage, Supersession


def driver(tree, title, *older, **fields):
    rows = {"supersessions": [Supersession(older=page) for page in older]}
    return factories.DriverFactory(parent=tree.drivers, title=title, rows=rows, **fields)


def banner(page, visitor):
    settle()
    text = visitor.get(page.url).content.decode()
    return " ".join(text.partition('role="note"')[2].partition("</div>")[0].split())


def instead(page):
    return [found.title for found in DriverPage.objects.in_place_of(page)]


def test_what_superseded_it_is_the_way_on(tree, visitor):
    old = driver(tree, "Old", status="superseded")
    driver(tree, "New", old)
    assert instead(old) == ["New"]
    words = banner(old, visitor)
    assert "superseded by" in words
    assert words.count("New</a>") == 1


def test_the_way_goes_on_beyond_what_does_not_hold_either(tree, visitor):
    old = driver(tree, "Old", status="superseded")
    middle = driver(tree, "Middle", old, status="archived")
    driver(tree, "New", middle)
    assert instead(old) == ["New"]
    words = banner(old, visitor)
    assert words.index("Middle</a>") < words.index("Use <a") < words.index("New</a>")


def test_an_archived_driver_names_what_to_use_instead(tree, visitor):
    new = driver(tree, "New")
    old = driver(tree, "Old", status="archived", use_instead=new)
    older = driver(tree, "Older", status="archived", use_instead=old)
    assert instead(old) == instead(older) == ["New"]
    words = banner(old, visitor)
    assert "no longer holds" in words
    assert "New</a>" in words


def test_a_draft_is_no_way_on_but_the_way_beyond_it_is(tree):
    old = driver(tree, "Old", status="superseded")
    draft = driver(tree, "Secret", old, live=False)
    assert instead(old) == []
    draft.use_instead = driver(tree, "Beyond")
    draft.save_revision()
    DriverPage.objects.filter(pk=draft.pk).update(use_instead=draft.use_instead)
    Supersession.objects.get_or_create(page_id=draft.pk, older=old)
    assert instead(old) == ["Beyond"]


def test_drivers_that_lead_to_each_other_do_no_harm(tree, visitor):
    one = driver(tree, "One", status="archived")
    other = driver(tree, "Other", status="archived", use_instead=one)
    one.use_instead = other
    factories.publish(one)
    assert instead(one) == []
    assert "See the drivers in force" in banner(one, visitor)


def test_where_nothing_is_named_drivers_on_the_same_themes_are(tree, visitor):
    theme = Theme.objects.create(name="Safety", slug="safety-first")
    old = driver(tree, "Old", status="archived", themes=[theme])
    driver(tree, "Near", themes=[theme])
    driver(tree, "Far")
    words = banner(old, visitor)
    assert "Near</a>" in words
    assert "Far" not in words


def test_a_driver_in_force_needs_no_way_on(tree, visitor):
    assert banner(driver(tree, "New"), visitor) == ""


def test_a_preview_of_a_driver_never_saved_has_a_way_on(db):
    assert not DriverPage.objects.in_place_of(DriverPage(title="New"))


def test_a_driver_is_not_used_instead_of_itself(tree):
    page = driver(tree, "Old", status="archived")
    page.use_instead = page
    assert "use_instead" in page.problems()
