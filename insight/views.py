"""The map, the gaps, the timeline, the places and the figures, each in three forms."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from core.choices import MeasureBasis, Scope
from insight import alignment, figures, gaps, places, report, svg, timeline, timeline_svg
from insight.cells import Cell
from insight.downloads import csv_response, svg_response
from insight.scale import Scale


@dataclass(frozen=True)
class View:
    """
    One view of what is public.

    Args:
        name: of its address and its template.
        title: what it is called.
        read: given the address's parameters, it reads what there is to show.
        kept: the parameters that its links and files keep.
        picture: given that, it draws it.
        table: given that, it gives the rows of a table, the head first.
        file: given that, the name of its files.
    """

    name: str
    title: str
    read: Any
    kept: tuple
    picture: Any
    table: Any
    file: Any


def map_picture(found):
    """The alignment map, as far as the page shows it."""
    title = f"Drivers and {found.axis}: {found.what}"
    columns = [column.label for column in found.columns]
    rows = [(row.title, row.cells) for row in found.rows]
    return svg.grid(title, found.says, columns, rows)


def gaps_picture(found):
    """How many stories might serve each driver that has none."""
    title = f"Current {found.scope_label} drivers without a story, and stories near them"
    rows = [(gap.title, False, gap.near) for gap in found.gaps]
    return svg.bars(title, found.says, rows)


def timeline_picture(found):
    """Drivers in time."""
    return timeline_svg.draw(found, "Drivers, and what superseded what")


def places_picture(found):
    """Stories by nation and region."""
    rows = [(place.label, place.is_region, place.stories) for place in found.places]
    return svg.bars("Stories by nation and region", found.says, rows)


def figures_picture(found):
    """How many figures of each kind there are, and how they are known."""
    scale = Scale(max((max(numbers) for _, numbers in found.known), default=0))
    rows = [
        (label, [Cell(number, "", scale.shade(number)) for number in numbers])
        for label, numbers in found.known
    ]
    title = f"Figures by kind, and how they are known{about(found)}"
    return svg.grid(title, found.says, MeasureBasis.labels, rows)


def about(found):
    """What figures were narrowed to, as the end of a title."""
    parts = [found.theme_label, found.year]
    return "".join(f", {part}" for part in parts if part)


def file_of_figures(found):
    """The name of the files of figures."""
    return "-".join(filter(None, ["figures", found.theme, found.year]))


MAP = View(
    name="map",
    title="Alignment map",
    read=alignment.AlignmentMap,
    kept=("by", "count", "all"),
    picture=map_picture,
    table=alignment.alignment_table,
    file=lambda found: f"map-{found.by}",
)
GAPS = View(
    name="gaps",
    title="Gaps",
    read=gaps.Gaps,
    kept=("scope",),
    picture=gaps_picture,
    table=gaps.gaps_table,
    file=lambda found: f"gaps-{found.scope}",
)
TIMELINE = View(
    name="timeline",
    title="Timeline",
    read=timeline.Timeline,
    kept=("all",),
    picture=timeline_picture,
    table=timeline.timeline_table,
    file=lambda found: "timeline",
)
PLACES = View(
    name="places",
    title="Places",
    read=places.Places,
    kept=(),
    picture=places_picture,
    table=places.places_table,
    file=lambda found: "places",
)
FIGURES = View(
    name="figures",
    title="Figures",
    read=figures.Figures,
    kept=("theme", "year", "all"),
    picture=figures_picture,
    table=figures.figures_table,
    file=file_of_figures,
)
VIEWS = (MAP, GAPS, TIMELINE, PLACES, FIGURES)


@require_safe
def page(request, view):
    """One view as a page."""
    found = view.read(request.GET)
    kept = query_of(view, request.GET)
    context = {"found": found, "view": view, "views": VIEWS, "kept": kept}
    return render(request, f"insight/{view.name}.html", {**context, **more(view, found)})


def more(view, found):
    """What single pages show besides."""
    if view is MAP:
        choices = {"axes": alignment.AXES.items(), "counted": alignment.COUNTED.items()}
        return {**choices, "picture_size": svg.grid_size(found.columns, found.rows)}
    if view is GAPS:
        return {"scopes": Scope.choices}
    if view is TIMELINE:
        drawn = format_html("{}", timeline_picture(found)) if found.drivers else ""
        return {"drawing": drawn}
    return {"bases": MeasureBasis.labels} if view is FIGURES else {}


@require_safe
def as_picture(request, view):
    """One view as a picture."""
    found = view.read(request.GET)
    return svg_response(view.picture(found), view.file(found))


@require_safe
def as_table(request, view):
    """One view as a table for spreadsheets."""
    found = view.read(request.GET)
    return csv_response(view.table(found), view.file(found))


@require_safe
def yearly_report(request, year):
    """
    Show a year on a page to print.

    Args:
        request: the request.
        year: four digits.

    Returns:
        The page.

    Raises:
        Http404: the year is yet to come, or long past.
    """
    if not report.FIRST_YEAR <= int(year) <= timezone.localdate().year:
        raise Http404
    context = {"found": report.Report(year), "view": FIGURES, "views": VIEWS}
    return render(request, "insight/report.html", context)


def query_of(view, query):
    """The parameters of an address that its files keep, with a question mark."""
    kept = {n: query[n] for n in view.kept if query.get(n) and query[n].isprintable()}
    return f"?{urlencode(kept)}" if kept else ""
