"""The addresses of the map and its sisters. They stand before those of pages."""

from django.urls import path, re_path

from insight.views import (
    FIGURES,
    GAPS,
    MAP,
    PLACES,
    TIMELINE,
    as_picture,
    as_table,
    page,
    yearly_report,
)

BASES = {
    MAP: "map/",
    GAPS: "map/gaps/",
    TIMELINE: "map/timeline/",
    PLACES: "map/places/",
    FIGURES: "figures/",
}


def addresses():
    """Each view as a page, a picture and a table."""
    for view, base in BASES.items():
        given = {"view": view}
        file, name = f"{base}{view.name}", view.name
        yield path(base, page, given, name=name)
        yield path(f"{file}.svg", as_picture, given, name=f"{name}_svg")
        yield path(f"{file}.csv", as_table, given, name=f"{name}_csv")


urlpatterns = [
    *addresses(),
    re_path(r"^figures/(?P<year>[12][0-9]{3})/$", yearly_report, name="report"),
]
