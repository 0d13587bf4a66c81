"""What people may suggest for the toolkit: a driver."""

from core.choices import Scope
from sharing.share_types import Kind, Part, ShareField, ShareType, register

DRIVER = register(
    ShareType(
        key="driver",
        name="driver",
        sentence="A policy or report that libraries should know of.",
        page_model="toolkit.DriverPage",
        parts=(
            Part(
                "The document",
                "Its title and who published it are enough.",
                (
                    ShareField(
                        "title",
                        "Title of driver",
                        ("Title", "Title (incl. acronyms, alternative names)"),
                        hint="As it stands on the document.",
                        example="A Healthier Wales: our plan for health and social care",
                        is_required=True,
                    ),
                    ShareField(
                        "alternative_titles",
                        "Alternative titles",
                        ("Alternative title",),
                        hint="Other names, one on each line.",
                        example="Carter Review",
                        kind=Kind.TEXT,
                    ),
                    ShareField(
                        "publisher",
                        "Source",
                        hint="The body that published it.",
                        example="Welsh Government",
                        is_required=True,
                    ),
                    ShareField(
                        "source_url",
                        "Link to main document",
                        hint="The publisher's own page, rather than a copy elsewhere.",
                        example="https://www.gov.wales/healthier-wales",
                        is_link=True,
                    ),
                    ShareField(
                        "publication_format",
                        "Publication format",
                        hint="What kind of file it is.",
                        example="PDF, 163 pages",
                    ),
                    ShareField(
                        "date",
                        "Date of publication",
                        hint="As exactly as you know it.",
                        example="February 2016",
                    ),
                    ShareField(
                        "scope",
                        "Scope",
                        hint="How far it reaches.",
                        example="National",
                        kind=Kind.CHOICE,
                        choices=tuple(Scope.choices),
                    ),
                ),
            ),
            Part(
                "What it says",
                "Leave empty what you have no time for.",
                (
                    ShareField(
                        "impact",
                        "What does this mean for libraries?",
                        ("Impact on library policy/practice",),
                        hint="Three to eight bullet points on what libraries could do, "
                        "or already do.",
                        example="Offer searches to the teams that plan new services.",
                        kind=Kind.TEXT,
                    ),
                    ShareField(
                        "summary",
                        "Summary of driver",
                        ("Summary",),
                        hint="Two or three plain sentences.",
                        example="The plan wants health and social care to work as one, "
                        "close to people's homes.",
                        kind=Kind.TEXT,
                        most=100,
                    ),
                    ShareField(
                        "key_features",
                        "Key features of driver",
                        ("Key features",),
                        hint="The main points as a list.",
                        example="Five aims for the next ten years.",
                        kind=Kind.TEXT,
                    ),
                ),
            ),
        ),
    )
)
