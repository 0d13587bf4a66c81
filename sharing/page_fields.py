"""What somebody wrote, as the value of a field of the page that it becomes."""

from decimal import Decimal, InvalidOperation

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page

from core.pages.queries import public_pages
from core.text.dates import read_date, read_day
from core.vocabularies.proposals import proposal_fields, term_called
from core.vocabularies.registry import vocabularies
from sharing.prose import Prose

TRUE = "yes"


class Unplaced(Exception):
    """A field cannot hold an answer as it stands."""


def place(instance, name, value):
    """
    Put a value into a field, as its kind asks for.

    Args:
        instance: a page or a row that is not saved yet.
        name: the name of the field.
        value: a text or a `sharing.prose.Prose`.

    Raises:
        Unplaced: it has no such field, or one that cannot hold the value.
    """
    known = {field.name: field for field in instance._meta.get_fields()}
    field = known.get(name)
    if field is None:
        raise Unplaced
    if not value:
        clear(instance, field)
    elif isinstance(field, RichTextField):
        setattr(instance, name, value.html if isinstance(value, Prose) else str(value))
    elif field.many_to_many:
        setattr(
            instance, name, [term_of(field.related_model, part) for part in split(value)]
        )
    elif isinstance(field, models.ForeignKey):
        relate(instance, field, str(value))
    elif isinstance(field, models.DateField):
        put_day(instance, name, str(value))
    else:
        setattr(instance, name, plain(field, str(value)))


def clear(instance, field):
    """Leave a field empty that somebody emptied, and what may stand beside it."""
    empty = [] if field.many_to_many else None if field.null else ""
    setattr(instance, field.name, empty)
    if beside := name_beside(type(instance), field):
        setattr(instance, beside, "")


def name_beside(model, field):
    """
    Find the field for a name that a foreign key can lead to nothing by.

    Args:
        model: the page or row.
        field: one of its fields.

    Returns:
        The name of that field, or nothing where there is none.
    """
    if not isinstance(field, models.ForeignKey):
        return ""
    if proposal := proposal_beside(model, field):
        return proposal.name
    name = f"{field.name}_text"
    return name if hasattr(model, name) else ""


def split(value):
    """The names in a list that somebody wrote."""
    text = str(value).replace(";", "\n")
    return [part.strip() for part in text.splitlines() if part.strip()]


def term_of(vocabulary, name):
    """The term of a list by its name; raises `Unplaced` where it has none."""
    if vocabulary not in vocabularies():
        raise Unplaced
    term = vocabulary.objects.offered().filter(name__iexact=name).first()
    if term is None:
        raise Unplaced
    return term


def relate(instance, field, name):
    """Lead to what is called by a name, or write the name beside it."""
    beside = name_beside(type(instance), field)
    if issubclass(field.related_model, Page):
        found = page_called(field.related_model, name)
    elif proposal_beside(type(instance), field):
        found = term_called(field.related_model, name)
    else:
        found = term_of(field.related_model, name)
    if found is not None:
        setattr(instance, field.name, found)
    elif beside:
        setattr(instance, beside, plain(instance._meta.get_field(beside), name))
    else:
        raise Unplaced


def proposal_beside(model, field):
    """The field for names that the list of another does not have, or None."""
    fields = proposal_fields(model)
    return next((one for one in fields if one.beside == field.name), None)


def page_called(model, title):
    """The public page of a type by its title, or None."""
    keys = public_pages().values("pk")
    return model.objects.filter(pk__in=keys, title__iexact=title).first()


def plain(field, text):
    """A text as the value of a plain field; raises `Unplaced` where it cannot be one."""
    if isinstance(field, models.BooleanField):
        return text.casefold() == TRUE
    if isinstance(field, models.DecimalField):
        return number(field, text)
    if field.max_length and len(text) > field.max_length:
        raise Unplaced
    if field.choices and text not in dict(field.flatchoices):
        raise Unplaced
    return text


def number(field, text):
    """A number as people write it."""
    try:
        value = Decimal(text.replace(",", "").replace("£", "").strip())
    except InvalidOperation as error:
        raise Unplaced from error
    if not value.is_finite() or abs(value) >= 10 ** (
        field.max_digits - field.decimal_places
    ):
        raise Unplaced
    return round(value, field.decimal_places)


def put_day(instance, name, words):
    """Put a day as people write it; a month alone where the page keeps that it is one."""
    beside = f"{name}_precision"
    try:
        if hasattr(instance, beside):
            day, precision = read_date(words)
            setattr(instance, beside, precision)
        else:
            day = read_day(words)
    except ValueError as error:
        raise Unplaced from error
    setattr(instance, name, day)
