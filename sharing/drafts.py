"""A draft of what somebody sent in: its answers in the fields of the page it becomes."""

from decimal import Decimal, InvalidOperation

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Comment, Page

from core.choices import DatePrecision
from core.pages.drafts import untitled
from core.pages.queries import public_pages
from core.pages.slugs import free_slug, slug_of
from core.text.dates import read_date
from core.vocabularies.proposals import proposal_fields, term_called
from core.vocabularies.registry import vocabularies
from sharing.prose import Prose
from sharing.share_types import Kind

TRUE = "yes"
UNPLACED = "This stood in the file too, and we could not tell where it belongs:"


class Unplaced(Exception):
    """A field cannot hold an answer as it stands."""


class DraftMaker:
    """
    Makes a draft of a reading. No word is lost: what has no place becomes a comment.

    Args:
        reading: a `sharing.word.Reading` of a known type.
        user: whoever the draft belongs to.
    """

    def __init__(self, reading, user):
        self.reading, self.user = reading, user
        self.unplaced = []

    def make(self, place):
        """
        Make the draft.

        Args:
            place: the page below which it stands.

        Returns:
            The page, with a first version.
        """
        page = self.fill(self.reading.share_type.model(live=False, owner=self.user))
        page.title = page.title or untitled(page)
        page.slug = free_slug(place, slug_of(page.title) or slug_of(untitled(page)))
        place.add_child(instance=page)
        self.complete(page)
        page.save_revision(user=self.user, log_action=True, clean=False)
        return page

    def fill(self, page):
        """Put all that was read into a page of its type, which is not saved."""
        for field in self.reading.share_type.fields:
            if field.name in self.reading.values:
                self.answer(page, field, self.reading.values[field.name])
        return page

    def answer(self, page, field, value):
        """Put an answer into its field, or keep it for the comment."""
        if field.kind == Kind.ROWS:
            rows = [self.row(page, field, answers) for answers in value]
            setattr(page, field.name, [row for row in rows if row is not None])
            return
        self.put(page, field, value)

    def row(self, page, field, answers):
        """One row of the page, or None where the page cannot have it."""
        row, before = page._meta.get_field(field.name).related_model(), len(self.unplaced)
        for column in field.columns:
            if answer := answers.get(column.name):
                self.put(row, column, answer)
        if not lacks(row):
            return row
        said = ", ".join(str(answer) for answer in answers.values() if answer)
        self.unplaced[before:] = [f"{field.label}: {said}"]
        return None

    def put(self, instance, field, value):
        """Put a value into a field of a page or a row."""
        try:
            place(instance, field.name, value)
        except Unplaced:
            self.unplaced.append(f"{field.label}: {value}")

    @property
    def rest(self):
        """All that has no place on the page, in paragraphs."""
        return [*self.unplaced, *map(str, self.reading.not_understood.paragraphs)]

    def complete(self, page):
        """Show beside the title what has no place."""
        if self.rest:
            text = "\n".join([UNPLACED, *self.rest])
            comment = Comment(user=self.user, text=text, contentpath="title")
            page.wagtail_admin_comments.add(comment)


def lacks(row):
    """Whether a row lacks something without which it cannot be kept."""
    fields = (f for f in row._meta.concrete_fields if not (f.null or f.primary_key))
    needed = (field for field in fields if not isinstance(field, ParentalKey))
    return any(getattr(row, field.attname) is None for field in needed)


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
    """Put a day as people write it, and how exact it is where the page keeps that."""
    try:
        day, precision = read_date(words)
    except ValueError as error:
        raise Unplaced from error
    is_kept = hasattr(instance, f"{name}_precision")
    if precision != DatePrecision.DAY and not is_kept:
        raise Unplaced
    setattr(instance, name, day)
    if is_kept:
        setattr(instance, f"{name}_precision", precision)
