"""The stories that people may send in without an account."""

from sharing.share_types import Kind, Part, ShareField, ShareType, register
from stories.share_steps import STEPS

TITLE = ShareField(
    "title",
    "Title",
    hint="Leave it until last. The best ones say what happened.",
    example="The list that went to six wards",
    most=20,
    is_required=True,
)
ORGANISATION = ShareField(
    "organisation",
    "Organisation",
    hint="Where it took place.",
    example="Northmoor NHS Trust",
    is_required=True,
)

MAP_STORY = register(
    ShareType(
        key="map-story",
        name="MAP Story",
        sentence="What your library did, for whom, and what came of it.",
        page_model="stories.MapStoryPage",
        criteria=(
            ("achieved", ("story",)),
            ("impact", ("impact_library", "impact_users")),
            ("library", ("library_role",)),
            ("champion", ("quotes",)),
            ("saving", ("measures",)),
        ),
        parts=(
            Part(
                "About the story",
                "What people see in lists.",
                (
                    TITLE,
                    ORGANISATION,
                    ShareField(
                        "summary",
                        "In one or two sentences",
                        ("Abstract", "Summary"),
                        hint="What you would say in the lift.",
                        example="Ward staff waited a week for evidence. A librarian who "
                        "joined the Monday meeting now answers within two days.",
                        kind=Kind.TEXT,
                        least=20,
                        most=60,
                        is_required=True,
                    ),
                ),
            ),
            *STEPS,
            Part(
                "Elsewhere",
                "Where readers can find more.",
                (
                    ShareField(
                        "also_at_name",
                        "Also submitted to",
                        hint="If the story is in another collection, its name.",
                        example="Northmoor improvement library",
                    ),
                    ShareField(
                        "also_at_url",
                        "Link to it there",
                        hint="The story's own page.",
                        example="https://example.org/stories/the-list",
                        is_link=True,
                    ),
                    ShareField(
                        "contact_url",
                        "Where to ask",
                        hint="Your library's page, so that readers can ask you more.",
                        example="https://example.org/library",
                        is_link=True,
                    ),
                ),
            ),
        ),
    )
)

KM_STORY = register(
    ShareType(
        key="km-story",
        name="KM Story",
        sentence="A short story of knowledge passed on, in the first person.",
        page_model="stories.KMStoryPage",
        criteria=(
            ("achieved", ("story",)),
            ("impact", ("what_changed",)),
            ("library", ("story",)),
        ),
        parts=(
            Part(
                "Your story",
                "A hundred to three hundred words, as you would say it.",
                (
                    TITLE,
                    ShareField(
                        "teller",
                        "Told by",
                        ("Teller",),
                        hint="Name and role, or the role alone.",
                        example="Outreach librarian",
                        is_required=True,
                    ),
                    ORGANISATION,
                    ShareField(
                        "story",
                        "The story",
                        ("Story",),
                        hint="In the first person. No headings needed.",
                        example="A junior doctor stood at our desk and asked for a "
                        "stapler. I asked what she was stapling.",
                        kind=Kind.TEXT,
                        least=100,
                        most=300,
                        is_required=True,
                    ),
                    ShareField(
                        "what_changed",
                        "What changed",
                        hint="One or two sentences.",
                        example="The audit began a month sooner.",
                        kind=Kind.TEXT,
                        most=60,
                    ),
                    ShareField(
                        "moral",
                        "Moral",
                        ("The moral",),
                        hint="If the story has one.",
                        example="Always sit by the tea urn",
                    ),
                    ShareField(
                        "summary",
                        "In one sentence, for lists",
                        ("Summary",),
                        hint="What people see in lists.",
                        example="A question about a stapler led to an audit that two "
                        "teams now share.",
                        kind=Kind.TEXT,
                        least=10,
                        most=50,
                    ),
                    ShareField(
                        "techniques",
                        "How knowledge was shared",
                        ("KM technique",),
                        hint="The way of sharing that made the difference.",
                        example="A conversation at the enquiry desk",
                    ),
                    ShareField(
                        "consent",
                        "Everyone named agreed",
                        hint="Whether everyone who can be recognised has said yes.",
                        example="Yes",
                        kind=Kind.CHOICE,
                        choices=(("yes", "Yes"), ("no", "Not yet")),
                        is_required=True,
                    ),
                ),
            ),
        ),
    )
)
