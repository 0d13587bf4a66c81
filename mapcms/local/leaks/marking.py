"""Putting a word into every text of a page, whatever its type."""

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

LEAST_WORDS = 2
# Of Wagtail's own fields those that people type into.
TYPED = {"title", "seo_title", "search_description"}
NO_TEXT = (models.SlugField, models.URLField, models.EmailField)


def mark(page, word):
    """
    Put a word into every text that somebody wrote on a page, and into its rows.

    Args:
        page: the page, in memory; it is not saved.
        word: the word.
    """
    mark_fields(page, word)
    for relation in get_all_child_relations(type(page)):
        if relation.related_model._meta.app_label == "wagtailcore":
            continue
        manager = getattr(page, relation.get_accessor_name())
        rows = list(manager.all())
        for row in rows:
            mark_fields(row, word)
        manager.set(rows)


def mark_fields(thing, word):
    """Put a word into the texts of a page or a row."""
    for field in thing._meta.concrete_fields:
        if is_wagtails(field) and field.name not in TYPED:
            continue
        if isinstance(field, StreamField):
            mark_blocks(getattr(thing, field.name).raw_data, word)
        elif value := text_of(thing, field):
            setattr(thing, field.name, with_word(field, value, word))


def is_wagtails(field):
    """Whether a field is one that every page of Wagtail has."""
    return field.model is Page


def text_of(thing, field):
    """What somebody wrote in a field; nothing in those that hold something else."""
    is_text = isinstance(field, (models.CharField, models.TextField))
    if not is_text or field.choices or isinstance(field, NO_TEXT):
        return ""
    return getattr(thing, field.name)


def with_word(field, value, word):
    """A text with a word at its end, within the field's length."""
    if isinstance(field, RichTextField):
        return f"{value}<p>{word}</p>"
    most = field.max_length or len(value) + len(word) + 1
    return f"{value[: most - len(word) - 1]} {word}"


def mark_blocks(blocks, word):
    """Put a word into the texts of blocks, changing them in place."""
    for key, value in list(
        blocks.items() if isinstance(blocks, dict) else enumerate(blocks)
    ):
        if isinstance(value, str):
            if len(value.split()) >= LEAST_WORDS and key not in {"id", "type"}:
                blocks[key] = marked_text(value, word)
        elif not isinstance(value, (int, float, bool, type(None))):
            mark_blocks(value, word)


def marked_text(text, word):
    """A text of a block with a word: within its last paragraph if it is rich."""
    head, end, tail = text.rpartition("</")
    return f"{head} {word}{end}{tail}" if end else f"{text} {word}"
