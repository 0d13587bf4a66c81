"""What the views of this room are found by."""

from core.site_views import SiteView, add_site_views
from insight.views import FIGURES, GAPS, MAP, PLACES, TIMELINE

add_site_views(
    SiteView(
        MAP.name,
        MAP.title,
        "Which drivers the stories and plans serve, subject by subject.",
        ("map", "map of drivers", "heat map", "what serves which driver"),
    ),
    SiteView(
        GAPS.name,
        GAPS.title,
        "The drivers in force that no story serves yet, and what is near to them.",
        ("gap analysis", "drivers without a story", "what is missing"),
    ),
    SiteView(
        TIMELINE.name,
        TIMELINE.title,
        "The drivers in the order of time, and what took the place of what.",
        ("history of the drivers", "drivers over time"),
    ),
    SiteView(
        PLACES.name,
        PLACES.title,
        "Where the stories come from, by nation and region.",
        ("stories by region", "stories by nation", "regions", "near me"),
    ),
    SiteView(
        FIGURES.name,
        FIGURES.title,
        "The time, the money and the people that stories counted, and how it is known.",
        ("impact in figures", "totals", "impact so far", "numbers"),
    ),
)
