"""What is offered while somebody fills in a form: names that the site knows."""

from django.db.models import ForeignKey
from wagtail.models import Page

from core.pages.queries import public_pages
from core.vocabularies.registry import vocabularies
from search.similar_work import named_like
from sharing.share_types import Kind, model_field

MOST_NAMES = 500


def lists_for(share_type, part):
    """
    The names that may be meant in the fields of a part, for lists of suggestions.

    Args:
        share_type: the `ShareType`.
        part: one of its parts.

    Returns:
        Names by field or column, for those that lead to a page or a vocabulary.
    """
    return {
        field.name: names
        for model, field in fields_of(share_type.model, part)
        if (names := names_for(model_field(model, field)))
    }


def fields_of(model, part):
    """(model, field) for all fields and columns of a part."""
    for field in part.fields:
        yield model, field
        if field.kind == Kind.ROWS:
            row_model = model_field(model, field).related_model
            yield from ((row_model, column) for column in field.columns)


def names_for(field):
    """What a field of a model may lead to, by name; nothing where it leads nowhere."""
    if not isinstance(field, ForeignKey):
        return []
    if issubclass(field.related_model, Page):
        pages = field.related_model.objects.filter(pk__in=public_pages().values("pk"))
        return list(pages.order_by("title").values_list("title", flat=True)[:MOST_NAMES])
    if field.related_model in vocabularies():
        return list(map(str, field.related_model.objects.offered()[:MOST_NAMES]))
    return []


def unknown_pages(submission):
    """
    Find names in rows that stand for a page and are the title of none.

    Args:
        submission: the `Submission`.

    Returns:
        Dictionaries with `field`, `row` (from 0), `column`, `typed`, and `cards`: public
        pages that may be meant, at most three.
    """
    found = []
    for field in submission.share_type.fields:
        rows = submission.answers.get(field.name, []) if field.columns else []
        for column, model in page_columns(submission.share_type.model, field):
            found += unknown_in(field, rows, column, model)
    return found


def page_columns(model, field):
    """The columns of rows that lead to pages, with the type of page."""
    if field.columns:
        row_model = model_field(model, field).related_model
        for column in field.columns:
            key = model_field(row_model, column)
            if isinstance(key, ForeignKey) and issubclass(key.related_model, Page):
                yield column, key.related_model


def unknown_in(field, rows, column, model):
    """The rows whose name is no page's, where pages with similar names are there."""
    titles = model.objects.filter(pk__in=public_pages().values("pk"))
    for number, row in enumerate(rows):
        typed = row.get(column.name, "")
        is_known = not typed or titles.filter(title__iexact=typed).exists()
        cards = [] if is_known else named_like(typed, [model.feed_type])
        if cards:
            about = {"field": field, "row": number, "column": column}
            yield {**about, "typed": typed, "cards": cards}
