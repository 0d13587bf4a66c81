"""What a story sent in says in rows: drivers, figures, quotations."""

from core.choices import MeasureBasis, MeasureKind, MeasurePeriod, Scope
from sharing.share_types import Kind, ShareField

DRIVERS = ShareField(
    "alignments",
    "Alignment to local, regional and national drivers",
    (
        "Alignment to local/national and regional drivers",
        "Drivers it serves",
    ),
    hint="The plans or policies that your work serves. One is enough.",
    kind=Kind.ROWS,
    is_required=True,
    flat=("driver", "url", "level", "theme"),
    columns=(
        ShareField(
            "driver",
            "Driver",
            ("Name", "Driver name", "Name of driver", "Title of driver"),
            hint="Its name.",
            example="Our trust's digital strategy 2024 to 2027",
            is_required=True,
        ),
        ShareField(
            "url",
            "Link",
            ("URL", "Web address", "Link to main document"),
            is_link=True,
            is_asked=False,
            is_extra=True,
        ),
        ShareField(
            "level",
            "Level",
            ("Scope", "Local, regional or national"),
            hint="How far it reaches.",
            example="Local",
            kind=Kind.CHOICE,
            choices=tuple(Scope.choices),
        ),
        ShareField("theme", "Theme", ("Themes",), is_asked=False),
        ShareField(
            "how",
            "How the work serves it",
            ("How", "How it serves it"),
            hint="One sentence.",
            example="Faster evidence for ward teams frees time for care.",
            most=60,
        ),
    ),
)

FIGURES = ShareField(
    "measures",
    "Figures",
    ("Measures",),
    hint="One honest figure is worth ten adjectives. None? Leave it empty.",
    kind=Kind.ROWS,
    columns=(
        ShareField(
            "kind",
            "What it counts",
            ("Kind",),
            example="Time",
            kind=Kind.CHOICE,
            choices=tuple(MeasureKind.choices),
        ),
        ShareField(
            "value",
            "Figure",
            ("Number", "Value"),
            hint="The number alone.",
            example="120",
            is_required=True,
        ),
        ShareField("unit", "Unit", example="hours", is_required=True),
        ShareField("what", "What it means", example="saved for ward staff"),
        ShareField(
            "period",
            "Over what time",
            ("Period",),
            kind=Kind.CHOICE,
            choices=tuple(MeasurePeriod.choices),
            is_asked=False,
        ),
        ShareField(
            "basis",
            "How it is known",
            ("How known", "How do you know"),
            example="Estimated",
            kind=Kind.CHOICE,
            choices=tuple(MeasureBasis.choices),
        ),
    ),
)

QUOTATIONS = ShareField(
    "quotes",
    "What people said",
    ("Quotations", "Quotes"),
    hint="Only from people who agreed. Nothing by which a patient could be recognised.",
    kind=Kind.ROWS,
    columns=(
        ShareField(
            "text",
            "Their words",
            ("Quotation", "Quote"),
            example="I asked on Monday and had my answer on Tuesday.",
            most=100,
            is_required=True,
        ),
        ShareField("name", "Name", hint="Leave empty if they prefer not to be named."),
        ShareField("job_title", "Job", ("Job title",), example="Ward manager"),
        ShareField("organisation_name", "Organisation", example="Northmoor NHS Trust"),
        ShareField(
            "consent",
            "They agreed to be quoted",
            ("Consent", "Agreed"),
            example="Yes",
            kind=Kind.CHOICE,
            choices=(("yes", "Yes"), ("no", "Not yet")),
        ),
    ),
)
