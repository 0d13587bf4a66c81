"""The timeline: what superseded what, also where that goes round or is not known."""

from datetime import date

from insight import timeline, timeline_svg
from insight.timeline import Timeline, timeline_table
from tests import factories
from tests.feed.conftest import settle
from tests.insight.conftest import asked
from toolkit.models import Supersession


def test_the_timeline_tells_what_superseded_what(tree):
    make = factories.DriverFactory
    oldest = make(parent=tree.drivers, title="First", date=date(2010, 1, 1))
    middle = make(
        parent=tree.drivers,
        title="Second",
        date=date(2015, 1, 1),
        rows={"supersessions": [Supersession(older=oldest)]},
    )
    make(
        parent=tree.drivers,
        title="Third",
        date=date(2020, 1, 1),
        rows={"supersessions": [Supersession(older=middle)]},
    )
    make(parent=tree.drivers, title="Alone", date=date(2018, 1, 1))
    found = Timeline(asked())
    (chain,) = found.chains
    assert [driver.title for driver in chain] == ["First", "Second", "Third"]
    assert [driver.title for driver in found.single] == ["Alone"]
    assert found.span[0] == 2010
    assert chain[0].ended == date(2015, 1, 1)


def test_a_driver_without_a_day_stands_on_the_timeline(tree, visitor):
    factories.DriverFactory(parent=tree.drivers, title="Undated", date=None)
    settle()
    assert "Undated" in visitor.get("/map/timeline/").content.decode()


def superseding(tree, title, *older, **fields):
    """A public driver that took the place of others."""
    rows = {"supersessions": [Supersession(older=driver) for driver in older]}
    return factories.DriverFactory(parent=tree.drivers, title=title, rows=rows, **fields)


def row(key, day, *older):
    """A driver as the table gives it."""
    given = {"title": key.title(), "url": f"/{key}/", "facets": ["status:current"]}
    dates = {"date": day, "date_precision": "day", "date_text": ""}
    return {"id": key, **given, **dates, "older": list(older)}


def test_drivers_that_supersede_each_other_do_no_harm(monkeypatch):
    """The forms refuse it, but who was published when may bring it about."""
    rows = [
        row("first", "2010-01-01", "second", "first", "gone"),
        row("second", "2015-01-01", "first", "first"),
    ]
    monkeypatch.setattr(timeline, "fetch_answers", lambda statement: [rows])
    found = Timeline({})
    (chain,) = found.chains
    assert [driver.title for driver in chain] == ["First", "Second"]
    assert [driver.ended for driver in chain] == [date(2015, 1, 1)] * 2
    assert [len(driver.older) for driver in chain] == [1, 1]
    assert timeline_svg.draw(found, "Loop").svg.count("map-drawn-step") == 4


def test_a_successor_without_a_date_ends_nothing(tree):
    old = superseding(tree, "Old", date=date(2010, 1, 1))
    superseding(tree, "New", old, date=None)
    (chain,) = Timeline(asked()).chains
    undated, dated = chain
    assert (undated.title, undated.date, undated.date_words) == ("New", None, "")
    assert (dated.title, dated.ended) == ("Old", None)


def test_what_superseded_a_driver_before_it_was_published_ends_it_on_its_day(tree):
    old = superseding(tree, "Old", date=date(2015, 1, 1))
    superseding(tree, "Older still", old, date=date(2012, 1, 1))
    found = {driver.title: driver for driver in Timeline(asked()).all_drivers}
    assert found["Old"].ended == date(2015, 1, 1)


def test_several_lines_that_meet_are_one_chain(tree):
    first, second = superseding(tree, "First"), superseding(tree, "Second")
    superseding(tree, "Both", first, second)
    (chain,) = Timeline(asked()).chains
    assert {driver.title for driver in chain} == {"First", "Second", "Both"}


def test_a_successor_that_is_not_public_is_not_told(tree):
    old = superseding(tree, "Old")
    superseding(tree, "Secret", old, live=False)
    found = Timeline(asked())
    assert found.chains == []
    assert [driver.title for driver in found.single] == ["Old"]


def test_no_chain_is_torn_though_the_page_is_full(tree, monkeypatch):
    monkeypatch.setattr(timeline, "USUAL_ROWS", 3)
    old = superseding(tree, "Old")
    superseding(tree, "New", old)
    for number in range(3):
        superseding(tree, f"Alone {number}")
    assert len(Timeline(asked()).shown_drivers) == 3
    assert len(Timeline(asked("all=1")).shown_drivers) == 5
    assert len(Timeline(asked()).all_drivers) == 5


def test_the_timeline_says_how_many_hold(tree):
    assert Timeline(asked()).says == "No drivers are public yet."
    old = superseding(tree, "Old", status="superseded")
    superseding(tree, "New", old)
    assert Timeline(asked()).says == "2 drivers: 1 still holds, 1 has been superseded."


def test_the_table_names_both_sides(tree):
    old = superseding(tree, "Old", date=date(2010, 1, 1))
    superseding(tree, "New", old, date=date(2020, 1, 1))
    head, first, second = timeline_table(Timeline(asked()))
    assert dict(zip(head, first, strict=True))["Superseded by"] == "New"
    assert dict(zip(head, second, strict=True))["Supersedes"] == "Old"
    assert first[2] == "2010-01-01"
