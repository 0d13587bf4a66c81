"""What a MAP Story sent in says, along the toolkit's five steps."""

from sharing.share_types import Kind, Part, ShareField
from stories.share_rows import DRIVERS, FIGURES, QUOTATIONS

STEPS = (
    Part(
        "Consider your aim",
        "Where things stood before you began.",
        (
            ShareField(
                "problem",
                "What needed to change",
                ("The problem",),
                hint="What was hard, slow or missing before? A few lines are enough.",
                example="Ward teams waited a week for evidence, and some had "
                "stopped asking.",
                kind=Kind.TEXT,
                most=150,
            ),
        ),
        step=1,
    ),
    Part(
        "Identify the drivers for change",
        "Which plans or policies ask for what you did.",
        (DRIVERS,),
        step=2,
    ),
    Part(
        "Capture your idea",
        "Who did it, and what it took.",
        (
            ShareField(
                "team",
                "Project team",
                hint="One role or person on each line. Roles are enough.",
                example="Clinical librarian",
                kind=Kind.TEXT,
                is_required=True,
            ),
            ShareField(
                "resources",
                "Resources required",
                ("Resources",),
                hint="Time, money, help. Say whose time it was.",
                example="Two hours a week of a librarian's time, for six months.",
                kind=Kind.TEXT,
                most=150,
            ),
            ShareField(
                "timeframe",
                "Timeframe",
                ("Expected timeframe",),
                hint="From when to when.",
                example="4 weeks from request to submission",
            ),
            ShareField(
                "cost",
                "Cost",
                hint="What was spent.",
                example="£40 for printing, and staff time",
            ),
            ShareField(
                "services",
                "Services used",
                hint="Which of your services took part.",
                example="Literature search, training",
            ),
        ),
        step=3,
    ),
    Part(
        "Tell your story",
        "As you would tell a colleague over coffee.",
        (
            ShareField(
                "story",
                "The story",
                ("Description of product/service/project",),
                hint="What you did. What went wrong helps others as much as what "
                "went well.",
                example="In March the matron asked us to her Monday meeting. For "
                "three weeks nobody asked us anything.",
                kind=Kind.TEXT,
                least=100,
                most=600,
                is_required=True,
            ),
            ShareField(
                "library_role",
                "The role of the library",
                ("Role of the library",),
                hint="What would not have happened without you?",
                example="We found the four trials that the new chart rests on.",
                kind=Kind.TEXT,
                most=150,
            ),
            ShareField(
                "lessons",
                "What we learned",
                ("Lessons learned",),
                hint="What would you do differently? Readers look for this.",
                example="We should have asked the night staff first.",
                kind=Kind.TEXT,
                most=200,
            ),
            ShareField(
                "replicate",
                "How to do it yourself",
                ("How to replicate",),
                hint="The steps, as a numbered list that a colleague could follow.",
                example="Ask the ward manager when the team meets.",
                kind=Kind.TEXT,
                most=300,
            ),
        ),
        step=4,
    ),
    Part(
        "Show and share your impact",
        "What came of it, however small.",
        (
            ShareField(
                "impact_library",
                "Impact for the library",
                ("Impact on the library",),
                hint="What changed for your service?",
                example="We now have a seat at the meeting where charts are agreed.",
                kind=Kind.TEXT,
                most=250,
                is_required=True,
            ),
            ShareField(
                "impact_users",
                "Impact on users and the organisation",
                ("Impact on users", "Impact for users and the organisation"),
                hint="What changed for staff, patients or the organisation?",
                example="Three wards use the new chart. We do not know yet "
                "whether it saves time.",
                kind=Kind.TEXT,
                most=250,
            ),
            FIGURES,
            QUOTATIONS,
            ShareField(
                "award",
                "Award",
                hint="If it won one. Most stories have not.",
                example="Winner, regional innovation award 2025",
            ),
        ),
        step=5,
    ),
)
