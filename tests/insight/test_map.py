"""The map and what belongs to it: every number leads to exactly what it counts."""

import csv
import html
import io
import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from django.http import QueryDict
from django.utils import timezone
from lxml import etree
from wagtail.models import PageViewRestriction

from community.models import Nation
from core.models import Alignment, CareSetting, Measure
from feed.query.selectors import facets
from insight.alignment import AXES, COUNTED, AlignmentMap
from insight.figures import Figures
from insight.gaps import Gaps
from insight.places import Places
from insight.report import Report
from insight.scale import DARKEST, SHADES, Scale
from insight.timeline import Timeline
from search.params import read_params
from tests import factories
from tests.feed.conftest import settle
from toolkit.models import Supersession

PAGES = ["/map/", "/map/gaps/", "/map/timeline/", "/map/places/", "/figures/"]
FILES = ["/map/map", "/map/gaps/gaps", "/map/timeline/timeline", "/map/places/places"]
FILES += ["/figures/figures"]
SVG = "{http://www.w3.org/2000/svg}"


def asked(text=""):
    settle()
    return QueryDict(text)


def behind(address):
    """How many items the list at an address shows."""
    parts = urlsplit(address)
    assert parts.path == "/search/"
    found = read_params(QueryDict(parts.query))
    assert not found.unknown
    return facets(found.query).total


@pytest.fixture
def themes(db):
    return [
        factories.ThemeFactory(name="Digital", slug="digital"),
        factories.ThemeFactory(name="People", slug="people"),
    ]


@pytest.fixture
def drivers(tree, themes):
    make = factories.DriverFactory
    return [
        make(parent=tree.drivers, title="Ten year plan", themes=themes[:1]),
        make(parent=tree.drivers, title="People plan", themes=themes),
        make(parent=tree.drivers, title="Nobody's plan", themes=themes[:1]),
    ]


def aligned(tree, *drivers, factory=factories.MapStoryFactory, **fields):
    """Public work that serves some drivers."""
    own = [Alignment(driver_text="Our strategy", level="local")]
    rows = {"alignments": [Alignment(driver=d, level="national") for d in drivers] or own}
    rows["measures"] = fields.pop("measures", [])
    parent = fields.pop("parent", tree.stories)
    return factory(parent=parent, rows=rows, **fields)


def hours(value, **fields):
    """A figure."""
    given = {"kind": "time", "unit": "hours", "period": "year", "basis": "counted"}
    return Measure(value=Decimal(value), **given | fields)


@pytest.fixture
def work(tree, drivers, themes):
    """Stories and a plan, public; and others that are not, with the same terms."""
    first, second, _ = drivers
    setting = CareSetting.objects.create(name="Hospice", slug="hospice")
    aligned(tree, first, second, themes=themes, measures=[hours(3), hours(4)])
    aligned(tree, first, themes=themes[:1], care_settings=[setting])
    aligned(
        tree,
        first,
        factory=factories.PlanFactory,
        parent=tree.section,
        themes=themes[1:],
    )
    aligned(tree, second, themes=themes, live=False, title="Canary of a draft")
    hidden = aligned(tree, second, themes=themes, measures=[hours(99)])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    gone = aligned(tree, second, themes=themes, measures=[hours(99)])
    settle()
    type(gone).objects.get(pk=gone.pk).unpublish()


# The map


def test_the_map_counts_public_work(work):
    found = AlignmentMap(asked())
    rows = {row.title: row for row in found.all_rows}
    first, second = rows["Ten year plan"], rows["People plan"]
    assert (first.count.stories, first.count.plans, first.count.figures) == (2, 1, 2)
    assert (second.count.stories, second.count.plans) == (1, 0)
    labels = [column.label for column in found.columns]
    numbers = dict(zip(labels, first.cells, strict=True))
    assert {label: cell.number for label, cell in numbers.items()} == {
        "Digital": 2,
        "People": 2,
    }


@pytest.mark.parametrize("by", AXES)
@pytest.mark.parametrize("count", [name for name in COUNTED if name != "figures"])
def test_every_number_leads_to_what_it_counts(work, by, count):
    found = AlignmentMap(asked(f"by={by}&count={count}&all=1"))
    cells = [column.total for column in found.columns]
    cells += [cell for row in found.all_rows for cell in (row.total, *row.cells)]
    assert any(cell.number for cell in cells)
    for cell in cells:
        assert cell.number == (behind(cell.address) if cell.address else 0)


def test_figures_lead_to_the_work_they_stand_on(work):
    found = AlignmentMap(asked("count=figures"))
    row = found.rows[0]
    assert row.total.number == 2
    assert behind(row.total.address) == row.count.work


def test_the_map_says_where_most_is_and_what_is_missing(work):
    says = AlignmentMap(asked()).says
    assert "“Ten year plan” has most work behind it: 2 stories, 1 plan and 2 f" in says
    assert "1 current national driver has no story yet." in says


def test_a_driver_that_is_not_public_is_not_on_the_map(work, drivers):
    type(drivers[0]).objects.get(pk=drivers[0].pk).unpublish()
    found = AlignmentMap(asked("all=1"))
    assert "Ten year plan" not in [row.title for row in found.all_rows]
    assert AlignmentMap(asked()).rows[0].title == "People plan"


def test_shades_hold_in_grey_and_their_words_can_be_read():
    light = [luminance(paper) for paper, _ in SHADES]
    assert light == sorted(light, reverse=True)
    steps = [before - after for before, after in pairwise(light)]
    assert min(steps) > 0.03
    for paper, ink in SHADES:
        assert contrast(paper, ink) >= 4.5, paper


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(
        share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


def contrast(one, other):
    """Contrast ratio, WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("most", [0, 1, 2, 4, 5, 6, 17, 20, 21, 99, 1000])
def test_the_legend_says_what_each_shade_means(most):
    scale = Scale(most)
    legend = dict(scale.legend)
    for number in range(1, most + 1):
        first, _, last = legend[scale.shade(number)].partition(" to ")
        bounds = [int(text.replace(",", "")) for text in (first, last or first)]
        assert bounds[0] <= number <= bounds[1]
    assert scale.shade(0) == 0
    assert not most or scale.shade(most) == DARKEST


# Gaps


def test_gaps_are_current_drivers_without_a_story(tree, work, drivers):
    found = Gaps(asked())
    assert [gap.title for gap in found.gaps] == ["Nobody's plan"]
    assert found.says == "1 of 3 current national drivers has no story yet."
    gap = found.gaps[0]
    assert gap.near == 2 == behind(gap.near_address)
    aligned(tree, drivers[2])
    assert Gaps(asked()).gaps == []


def test_a_plan_is_no_story_but_shows_where_to_ask(tree, work, drivers):
    aligned(tree, drivers[2], factory=factories.PlanFactory, parent=tree.section)
    (gap,) = Gaps(asked()).gaps
    assert gap.plans == 1 == behind(gap.plans_address)


def test_superseded_drivers_and_other_scopes_are_no_national_gaps(tree):
    factories.DriverFactory(parent=tree.drivers, title="Local", scope="local")
    factories.DriverFactory(parent=tree.drivers, title="Old", status="archived")
    assert Gaps(asked()).gaps == []
    assert [gap.title for gap in Gaps(asked("scope=local")).gaps] == ["Local"]


# The timeline


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


# Places


def test_places_count_each_story_where_it_happened(tree):
    wales = Nation.objects.get_or_create(slug="wales", defaults={"name": "Wales"})[0]
    make = factories.KMStoryFactory
    make(parent=tree.stories, nations=[wales])
    make(parent=tree.stories, nations=[wales], live=False)
    make(parent=tree.stories)
    found = Places(asked())
    place = next(place for place in found.places if place.label == wales.name)
    assert place.stories == 1 == behind(place.stories_address)
    assert found.total == (2, 0)
    assert found.says_elsewhere == "1 story names no place."


# Figures


def totals(*measures, tree):
    aligned(tree, measures=list(measures))
    return {(total.words, total.period, total.basis) for total in Figures(asked()).totals}


def test_only_figures_that_are_alike_are_added(tree):
    found = totals(
        hours(3),
        hours(4, unit="hour"),
        hours(5, unit="Hrs."),
        hours(10, basis="estimated"),
        hours(20, period="week"),
        hours(40, unit="minutes"),
        hours(7, kind="staff", unit="people"),
        tree=tree,
    )
    words = {(words, period) for words, period, _ in found}
    assert ("12 hours", "A year") in words
    assert {value for value, _ in words} == {
        "12 hours",
        "10 hours",
        "20 hours",
        "40 minutes",
        "7 people",
    }


@pytest.mark.parametrize(
    "unit",
    ["%", "per cent", "hours per week", "out of ten", "average minutes", "percent"],
)
def test_shares_and_averages_have_no_sum(tree, unit):
    aligned(tree, measures=[hours(30, unit=unit)])
    aligned(tree, measures=[hours(50, unit=unit)])
    values = sorted(total.value for total in Figures(asked()).totals)
    assert values == [30, 50]


def test_figures_of_what_is_not_public_count_nowhere(work):
    (total,) = Figures(asked()).totals
    assert total.words == "7 hours"


def test_figures_can_be_narrowed_to_a_theme_and_a_year(work):
    year = timezone.now().year
    assert (
        Figures(asked("theme=people")).says
        == "2 figures from 1 story or plan about People."
    )
    assert Figures(asked(f"year={year}")).figures
    assert not Figures(asked("year=1999")).figures


def test_the_front_page_adds_no_more_than_the_figures_page(tree, visitor):
    weekly = [hours(7, period="week"), hours(5, period="week")]
    aligned(tree, measures=[hours(100), *weekly])
    settle()
    text = visitor.get("/").content.decode()
    assert "12 hours</strong>" in text
    assert "a week, counted, from one piece of work" in text
    assert "112" not in text


# The yearly report


def test_the_report_counts_the_year(work, visitor):
    year = timezone.now().year
    settle()
    found = Report(str(year))
    assert "told 2 stories, shared 1 project plan and summarised 3 drivers" in found.says
    for number, _, address in found.numbers:
        assert not address or number == behind(address)
    for driver, number, address in found.served:
        assert driver["title"] in {"Ten year plan", "People plan"}
        assert number == behind(address)
    text = visitor.get(f"/figures/{year}/").content.decode()
    assert "7 hours" in text
    assert visitor.get(f"/figures/{year + 1}/").status_code == 404
    assert visitor.get("/figures/1999/").status_code == 404


# Pages and files


@pytest.mark.parametrize("address", PAGES)
def test_links_of_the_pages_lead_somewhere(work, visitor, address):
    settle()
    text = visitor.get(address).content.decode()
    links = {html.unescape(link) for link in re.findall(r'href="([^"#]+)"', text)}
    own = [
        link for link in links if link.startswith(("/map", "/figures", "/search", "?"))
    ]
    assert own
    for link in own:
        target = address + link if link.startswith("?") else link
        assert visitor.get(target).status_code == 200, target


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(
    "query",
    [
        "by=&count=&all=2",
        "by=nonsense&count=nonsense&scope=nonsense&theme=nonsense&year=0",
        "theme=%ED%A0%80&year=%FF",
        f"theme={'a' * 6000}&utm_source=newsletter",
        "year=10000000000000000000000&by=theme&by=region",
    ],
)
def test_whatever_stands_in_the_address_is_a_clear_page(work, visitor, address, query):
    settle()
    assert visitor.get(f"{address}?{query}").status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_nul_is_refused_on_a_clear_page(work, visitor, address):
    assert visitor.get(f"{address}?by=%00").status_code == 400


@pytest.mark.parametrize("file", FILES)
def test_pictures_are_svg_that_others_can_read(work, drivers, visitor, file):
    drivers[0].title = "Ten <script>alert(1)</script> & “years”"
    factories.publish(drivers[0])
    settle()
    response = visitor.get(f"{file}.svg")
    assert response.headers["Content-Type"].startswith("image/svg+xml")
    root = etree.fromstring(response.content)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title")
    assert root.findtext(f"{SVG}desc")
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("file", FILES)
def test_tables_are_read_back_and_hold_no_formula(work, drivers, visitor, file):
    drivers[2].title = "=HYPERLINK(1)"
    factories.publish(drivers[2])
    settle()
    response = visitor.get(f"{file}.csv")
    assert "attachment" in response.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell[:1]]


@pytest.mark.parametrize("address", [*PAGES, *(f"{file}.csv" for file in FILES)])
def test_nothing_that_is_not_public_is_told(work, visitor, address):
    settle()
    assert "Canary" not in visitor.get(address).content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_an_empty_site_has_kind_words(tree, visitor, address):
    settle()
    assert visitor.get(address).status_code == 200


def test_a_page_keeps_its_choice_for_its_files(work, visitor):
    settle()
    text = visitor.get("/map/?by=setting&count=plans").content.decode()
    files = re.findall(r'href="(/map/map\.(?:svg|csv)\?[^"]+)"', text)
    assert len(files) == 2
    for file in files:
        values = parse_qs(urlsplit(html.unescape(file)).query)
        assert values == {"by": ["setting"], "count": ["plans"]}
