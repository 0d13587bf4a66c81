"""Whether something can be sent in, and what its writer should look at before."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from core.page_checks import findings_on
from core.text.addresses import WEB_ADDRESS
from editorial.page_checks.patients import refuse_nhs_numbers
from search.similar_work import similar_to
from sharing.share_types import Kind
from sharing.submissions.fields import NOT_AN_ADDRESS
from sharing.submissions.named import names_in
from sharing.submissions.sending import SubmissionDraftMaker

MISSING = "“{}” is still empty, and we cannot do without it."
ROW_LACKS = "A row under “{}” has no “{}” yet."
NAMED = "You name {}. Have they agreed? If not, a role is enough."
NOT_AGREED = "Somebody has not agreed yet: “{}”. It can be sent, and waits for their yes."
# What the checks of pages find that its writer can put right at once.
FOR_WRITERS = {
    "date-of-birth",
    "email-address",
    "link-drive",
    "link-half",
    "link-sealed",
    "phone-number",
}


@dataclass(frozen=True)
class Remark:
    """
    Something to look at before sending.

    Args:
        sentence: what it is, and what can be done.
        part: the number of the part in which it stands, from 1.
        name: the field, or nothing.
        blocks: whether it cannot be sent like this.
    """

    sentence: str
    part: int = 0
    name: str = ""
    blocks: bool = False


def remarks_on(submission):
    """
    Find what stands in the way, and what is worth a second look.

    Args:
        submission: the `Submission`.

    Returns:
        `Remark`s in the order of the form, what stands in the way first.
    """
    found = [
        remark
        for number, part in enumerate(submission.share_type.parts, 1)
        for field in part.fields
        for remark in remarks_on_field(submission.answers, number, field)
    ]
    found += of_the_checks(submission)
    return sorted(dict.fromkeys(found), key=lambda one: (not one.blocks, one.part))


def remarks_on_field(answers, number, field):
    """What is to be said about one field."""
    answer = answers.get(field.name)
    if field.is_required and not answer:
        yield Remark(MISSING.format(field.label), number, field.name, blocks=True)
    for label, one, said in words_in(field, answer):
        for sentence in faults_of(one, said):
            yield Remark(sentence, number, field.name, blocks=True)
        for name in names_in(said):
            yield Remark(NAMED.format(name), number, field.name)
        if one.name == "consent" and said != "yes":
            yield Remark(NOT_AGREED.format(label), number, field.name)
    if field.kind == Kind.ROWS:
        yield from gaps_in_rows(field, answer or [], number)


def words_in(field, answer):
    """Every text of an answer, as (label, field or column, words)."""
    if field.kind != Kind.ROWS:
        return [(field.label, field, answer)] if answer else []
    columns = {column.name: column for column in field.columns}
    return [
        (columns[name].label, columns[name], said)
        for row in answer or []
        for name, said in row.items()
        if name in columns and said
    ]


def gaps_in_rows(field, rows, number):
    """What rows still need: their own fields, and somebody's consent."""
    for row in rows:
        for column in field.columns:
            if column.is_required and not row.get(column.name):
                sentence = ROW_LACKS.format(field.label, column.label)
                yield Remark(sentence, number, field.name, blocks=True)
            if column.name == "consent" and not row.get("consent"):
                yield Remark(NOT_AGREED.format(column.label), number, field.name)


def faults_of(field, said):
    """What cannot be sent as it stands."""
    if field.is_link and not WEB_ADDRESS.fullmatch(said):
        yield NOT_AN_ADDRESS
    try:
        refuse_nhs_numbers(said)
    except ValidationError as error:
        yield from error.messages


def of_the_checks(submission):
    """What the checks of pages find on the page it would become."""
    page = SubmissionDraftMaker(submission).fill(submission.share_type.model())
    numbers = {
        field.name: number
        for number, part in enumerate(submission.share_type.parts, 1)
        for field in part.fields
    }
    for finding in findings_on(page):
        name = finding.field.split(".")[0]
        if finding.code in FOR_WRITERS and name in numbers:
            yield Remark(finding.message, numbers[name], name)


def self_check(submission):
    """
    Hold it against the questions that a Moderator answers.

    Returns:
        Pairs of a `core.pages.checklist.Question` and whether something is written that
        may answer it; none for what has no such questions.
    """
    answered_by = dict(submission.share_type.criteria)
    return [
        (
            question,
            any(submission.answers.get(name) for name in answered_by[question.name]),
        )
        for question in submission.share_type.model.review_questions
        if question.name in answered_by
    ]


def similar_items(submission, besides=None):
    """
    The public items that say most nearly the same.

    Args:
        submission: the `Submission`.
        besides: a page that is not meant, or None.

    Returns:
        `search.cards.Card`s, at most two.
    """
    title, summary = (submission.answers.get(name, "") for name in ("title", "summary"))
    types = [submission.share_type.model.feed_type]
    long = [
        field.name for field in submission.share_type.fields if field.kind == Kind.TEXT
    ]
    texts = [submission.answers.get(name, "") for name in long if name != "summary"]
    if not (title or summary or any(texts)):
        return []
    own = str(besides.translation_key) if besides else ""
    found = similar_to(title, summary, types, texts, limit=3)
    return [card for card in found if card.id != own][:2]
