"""Names of terms that a list does not have: typed on pages, settled once for all.

A page keeps the name as somebody typed it, and readers see it so. Once a term is called
by that name, the term takes its place on all pages, and in every version as it is read;
what was approved stays approved, for the versions themselves are left as they are.
"""

from functools import cache

from django.db import models
from django.db.models import Q

from core.text.input import clean_line

LABEL = "or its name, if the list does not have it"
NOT_LISTED = (
    "Readers see it as you type it. The Steering group adds it to the list, or says "
    "which entry it is; nothing needs to be approved again for that."
)
EITHER = "Choose from the list, or type a name if it is not there: not both."


class ProposalField(models.CharField):
    """
    The name of a term that the list beside it does not have.

    Args:
        beside: the name of the foreign key to the vocabulary, on the same page.
    """

    def __init__(self, *args, beside, **kwargs):
        self.beside = beside
        if not args:
            kwargs.setdefault("verbose_name", LABEL)
        usual = {"max_length": 150, "blank": True, "help_text": NOT_LISTED}
        super().__init__(*args, **usual | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "beside": self.beside}

    @property
    def vocabulary(self):
        """The vocabulary whose list does not have the name."""
        return self.model._meta.get_field(self.beside).related_model


@cache
def proposal_fields(page_model):
    """The fields of a page type in which names may be typed that no list has."""
    fields = page_model._meta.concrete_fields
    return tuple(field for field in fields if isinstance(field, ProposalField))


def name_key(name):
    """A name in the form by which it is compared: tidy, in small letters."""
    return clean_line(name).lower()


def shown_name(page, beside):
    """
    What readers see where a page names one term of a vocabulary.

    Args:
        page: a page, or a version of one.
        beside: the name of the foreign key to the vocabulary.

    Returns:
        The term's name, or else the name as it was typed, or an empty string.
    """
    [field] = [one for one in proposal_fields(type(page)) if one.beside == beside]
    return str(getattr(page, beside) or getattr(page, field.name))


def typed_names(page):
    """The names on a page that stand for no term, as (field, name)."""
    for field in proposal_fields(type(page)):
        name = getattr(page, field.name)
        if name and not getattr(page, f"{field.beside}_id"):
            yield field, name


def term_called(vocabulary, name):
    """
    Find the term that a typed name means.

    Args:
        vocabulary: the vocabulary, a model that takes proposals.
        name: the name, however it is written.

    Returns:
        The term, or None. One that is retired still is what it is called.
    """
    called = Q(name__iexact=clean_line(name)) | Q(known_names__contains=[name_key(name)])
    terms = vocabulary.objects.filter(called).select_related("merged_into").order_by("pk")
    term = terms.first()
    return term and term.resolved


def with_settled_names(page_model, content):
    """
    A version's content with every name that a term has by now replaced by that term.

    Args:
        page_model: the page type the content belongs to.
        content: the stored content of a version, as a dictionary; left unchanged.

    Returns:
        The content, a copy where something had to be replaced.
    """
    for field in proposal_fields(page_model):
        name = unless_chosen(content, field)
        if term := name and term_called(field.vocabulary, name):
            content = {**content, field.beside: term.pk, field.name: ""}
    return content


def unless_chosen(values, field):
    """The name that is typed in a `ProposalField`, or "" where a term is chosen too."""
    return "" if values.get(field.beside) else values.get(field.name) or ""


def proposal_problems(page):
    """Yield (name of a field, sentence) where a page has both a term and a name."""
    for field in proposal_fields(type(page)):
        if getattr(page, field.name) and getattr(page, f"{field.beside}_id"):
            yield field.name, EITHER
