"""Word files that people filled in, each in its own way, and what they say."""

from docx import Document

from sharing.share_types import share_type
from sharing.word import template
from tests.sharing.documents import STORY, WARDS, add_link, add_table, lines, saved

DRIVERS = "Alignment to local, regional and national drivers"
LIST = "Ask the ward manager.\nGo on Mondays."
STP = {
    "driver": "STP Lancashire",
    "url": "https://example.org/stp",
    "level": "regional",
    "theme": "Transformation",
}
MAP_VALUES = {
    "title": "The list that went to six wards",
    "organisation": "Northmoor NHS Trust",
    "summary": "Ward staff waited a week for evidence.",
    "team": "Clinical librarian\nTwo nurses",
    "story": "In March we began.\nThen others asked.",
    "impact_library": "We sit on it.",
    "alignments": [
        {"driver": "The long plan", "level": "national", "how": "It asks for this."},
        {"driver": "Our own strategy", "level": "local"},
    ],
    "measures": [
        {"kind": "time", "value": "1,200", "unit": "hours", "basis": "estimated"}
    ],
    "quotes": [{"text": "Thank you.", "job_title": "Ward manager", "consent": "yes"}],
}
KM_VALUES = {
    "title": "Stars to guide your way",
    "teller": "Outreach librarian",
    "organisation": "St Elsewhere Hospice",
    "story": "A junior doctor asked for a stapler.",
    "moral": "Always sit by the tea urn",
    "consent": "yes",
}
DRIVER_VALUES = {
    "title": "Productivity in hospitals",
    "publisher": "Department of Health",
    "source_url": "https://www.gov.uk/carter",
    "date": "February 2016",
    "impact": "Offer searches.",
    "summary": "Hospitals differ.\nThey need not.",
}


def with_a_list():
    """A story with a numbered list, a bulleted one and a link."""
    document = lines(*STORY, "# How to replicate")
    for step in LIST.splitlines():
        document.add_paragraph(step, style="List Number")
    document.add_heading("Lessons learned", level=1)
    document.add_paragraph("Ask first.", style="List Bullet")
    document.add_heading("Also submitted to", level=1)
    add_link(document, "Northmoor library", "https://example.org/stories")
    return document


def with_drivers_in_a_table():
    """A story whose drivers stand in a table of their own."""
    document = lines(*STORY, f"# {DRIVERS}")
    add_table(
        document,
        ("Name of driver", "URL", "Level", "Theme"),
        ("STP Lancashire", "https://example.org/stp", "Regional", "Transformation"),
        ("Our plan", "", "Local", ""),
    )
    return document


def with_two_columns():
    """A driver whose labels stand beside its answers."""
    document = Document()
    add_table(
        document,
        ("Title of driver", DRIVER_VALUES["title"]),
        ("Source", DRIVER_VALUES["publisher"]),
        ("Link to main document", DRIVER_VALUES["source_url"]),
        ("Date of publication", DRIVER_VALUES["date"]),
    )
    return document


def filled(key, values):
    """Our own template, filled in."""
    return template(share_type(key), values)


# By name: what makes the file, as what it is read, and what it says.
FILES = {
    "template-map-story": (lambda: filled("map-story", MAP_VALUES), None, MAP_VALUES),
    "template-km-story": (lambda: filled("km-story", KM_VALUES), None, KM_VALUES),
    "template-driver": (lambda: filled("driver", DRIVER_VALUES), None, DRIVER_VALUES),
    "headings": (lambda: saved(lines(*STORY)), "map-story", WARDS),
    "bold-labels": (
        lambda: saved(lines(*(text.replace("# ", "*") for text in STORY))),
        "map-story",
        WARDS,
    ),
    "numbered-capitals": (
        lambda: saved(
            lines(
                *("1. TITLE:", WARDS["title"], "2. PROJECT TEAM:", WARDS["team"]),
                *("3. “THE STORY”:", WARDS["story"]),
                *("4. IMPACT ON THE LIBRARY:", WARDS["impact_library"]),
            )
        ),
        "map-story",
        WARDS,
    ),
    "first-generation": (
        lambda: saved(
            lines(
                *("Title of driver: Productivity in hospitals",),
                *("Source: Department of Health",),
                *("Link to main document: https://www.gov.uk/carter",),
                *("Date of publication: February 2016", "Summary of driver:"),
                *("Hospitals differ.", "They need not."),
                *("Impact on library policy/practice:", "Offer searches."),
            )
        ),
        "driver",
        DRIVER_VALUES,
    ),
    "third-generation": (
        lambda: saved(
            lines(
                *("Title (incl. acronyms, alternative names)", DRIVER_VALUES["title"]),
                *("What does this mean for libraries?", "Offer searches."),
                *("Source", "Department of Health", "Link to main document"),
                *("https://www.gov.uk/carter", "Date of publication", "February 2016"),
                *("Summary of driver", "Hospitals differ.", "They need not."),
            )
        ),
        "driver",
        DRIVER_VALUES,
    ),
    "two-columns": (
        lambda: saved(with_two_columns()),
        "driver",
        {
            name: DRIVER_VALUES[name]
            for name in ("title", "publisher", "source_url", "date")
        },
    ),
    "drivers-in-a-table": (
        lambda: saved(with_drivers_in_a_table()),
        "map-story",
        WARDS
        | {
            "alignments": [
                STP,
                {"driver": "Our plan", "level": "local"},
            ]
        },
    ),
    "lists-and-links": (
        lambda: saved(with_a_list()),
        "map-story",
        WARDS
        | {
            "replicate": LIST,
            "lessons": "Ask first.",
            "also_at_name": "Northmoor library (https://example.org/stories)",
        },
    ),
    "km-labels": (
        lambda: saved(
            lines(
                *("*Title", KM_VALUES["title"], "*Told by", KM_VALUES["teller"]),
                *("*Organisation", KM_VALUES["organisation"]),
                *("*The story", KM_VALUES["story"], "*The moral", KM_VALUES["moral"]),
                *("*Everyone named agreed", "Yes"),
            )
        ),
        "km-story",
        KM_VALUES,
    ),
}
