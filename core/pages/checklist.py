"""What a moderator answers before a page is approved, after the national practice."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """
    One question of the checklist.

    Args:
        name: under which the answer is kept; never changes.
        text: the question as the moderator reads it.
        bonus: whether a yes is welcome rather than needed.
    """

    name: str
    text: str
    bonus: bool = False


OUTSIDER = Question("outsider", "Someone from outside would understand it.")
TRUE = Question("true", "As far as you can tell, it is true and up to date.")
USEFUL = Question("useful", "A busy librarian would know what to do with it.")
GENERAL = (OUTSIDER, TRUE, USEFUL)

# The five-point checklist for case studies of the national impact toolkit.
STORY = (
    Question("achieved", "It is clear what was achieved."),
    Question("impact", "It is clear what difference that made."),
    Question("library", "It is clear what the library's part in it was."),
    Question("champion", "A named champion is quoted.", bonus=True),
    Question("saving", "It shows a saving or another large effect.", bonus=True),
)


def missing(questions, answers):
    """The questions that must be answered yes and were not."""
    return [q for q in questions if not q.bonus and q.name not in answers]


def is_featured(questions, answers):
    """Whether every bonus question of the list was answered yes."""
    bonus = [question.name for question in questions if question.bonus]
    return bool(bonus) and set(bonus) <= set(answers)
