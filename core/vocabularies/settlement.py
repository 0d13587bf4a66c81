"""The names that wait for somebody to say which terms they mean, and what follows."""

import dataclasses
from functools import reduce
from itertools import chain, count
from operator import or_

from django.db import models, transaction
from django.db.models import Q
from django.utils.text import capfirst
from wagtail.models import Page, TaskState, get_page_models

from core import signals
from core.pages.slugs import slug_of
from core.text.input import clean_line
from core.vocabularies.proposals import (
    name_key,
    proposal_fields,
    term_called,
    typed_names,
)

# So that a number fits behind it.
MOST_OF_A_SLUG = 90


@dataclasses.dataclass
class Proposal:
    """
    A name that the list of a vocabulary does not have.

    Args:
        vocabulary: the vocabulary, a model.
        name: the name as it was typed first.
        pages: the pages that have it: public ones, and those sent for approval.
    """

    vocabulary: type[models.Model]
    name: str
    pages: list[Page] = dataclasses.field(default_factory=list)

    @property
    def kind(self):
        """What it is the name of: “Organisation”."""
        return capfirst(self.vocabulary._meta.verbose_name)


def proposable():
    """The vocabularies for which pages may propose names, each once."""
    fields = [field for model in get_page_models() for field in proposal_fields(model)]
    return tuple(dict.fromkeys(field.vocabulary for field in fields))


@transaction.atomic
def settle(term, name):
    """
    Let a term be what a typed name means, now and whenever it is typed again.

    Args:
        term: a term of a vocabulary that takes proposals.
        name: the name as it was typed.
    """
    term.known_names = sorted({*term.known_names, name_key(name)})
    term.save()


def put_in_place(term):
    """Put a term on every page that has one of its names typed."""
    pages = []
    for model in get_page_models():
        for field in proposal_fields(model):
            if field.vocabulary is type(term):
                pages += put_in_place_of(term, model, field)
    if pages:
        signals.names_settled.send(type(term), term=term, pages=pages)


def put_in_place_of(term, model, field):
    """The same for one field of one page type; return the primary keys of pages."""
    typed = model._default_manager.filter(**{field.beside: None})
    typed = typed.exclude(**{field.name: ""})
    names = typed.values_list("pk", field.name)
    keys = [key for key, name in names if name_key(name) in term.known_names]
    pages = model._default_manager.filter(pk__in=keys)
    pages.update(**{field.beside: term, field.name: ""})
    return keys


def waiting():
    """
    Find the names that wait for somebody to say which term they mean.

    What is still being written is left out: its name may change with every letter.

    Returns:
        `Proposal`s, by vocabulary and name.
    """
    found = {}
    for page, field, name in names_in_sight():
        key = (field.vocabulary._meta.model_name, name_key(name))
        proposal = found.setdefault(key, Proposal(field.vocabulary, name))
        if page not in proposal.pages:
            proposal.pages.append(page)
    return [found[key] for key in sorted(found)]


def names_in_sight():
    """Yield (page, field, name) of what is public and of what was sent for approval."""
    for page in (*public_pages_with_names(), *versions_in_review()):
        for field, name in typed_names(page):
            yield page, field, name


def public_pages_with_names():
    """Public pages on which a name is typed that stands for no term."""
    for model in get_page_models():
        named = [
            Q(**{field.beside: None}) & ~Q(**{field.name: ""})
            for field in proposal_fields(model)
        ]
        if named:
            yield from model._default_manager.live().filter(reduce(or_, named))


def versions_in_review():
    """The versions of pages that were sent for approval and wait."""
    for state in TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS):
        yield state.revision.as_object()


@transaction.atomic
def add(vocabulary, name):
    """
    Add a term to a list that it is missing from.

    Args:
        vocabulary: the vocabulary, a model that takes proposals.
        name: the name as it was typed.

    Returns:
        The new term, which stands wherever its name was typed; the one that has the
        name already, if somebody was quicker.
    """
    if term := term_called(vocabulary, name):
        settle(term, name)
        return term
    slug = slug_of(name)[:MOST_OF_A_SLUG] or vocabulary._meta.model_name
    slugs = chain([slug], (f"{slug}-{number}" for number in count(2)))
    taken = set(vocabulary.objects.values_list("slug", flat=True))
    free = next(one for one in slugs if one not in taken)
    return vocabulary.objects.create(name=clean_line(name), slug=free)
