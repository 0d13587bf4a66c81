"""What merging one term into another changes, told before it is done."""

from django.db.models import Q
from wagtail.models import Page

from core.text.phrases import counted, joined
from core.vocabularies.registry import vocabularies
from core.vocabularies.usage import revisions_using

NOTHING = "No page and no draft says “{}” now. From now on it would mean “{}”."
CHANGES = "{} say{} “{}” and will say “{}”."


def merger_in_words(term, target):
    """
    Say what changes if a term is merged into another.

    Args:
        term: the term that goes.
        target: the term that takes its place.

    Returns:
        A sentence such as “13 pages and 4 drafts say “A” and will say “B”.”
    """
    counts = [*pages_and_drafts(term), *other_rows(term)]
    parts = [counted(number, noun) for number, noun in counts if number]
    if not parts:
        return NOTHING.format(term, target)
    is_one = sum(number for number, _ in counts) == 1
    return CHANGES.format(joined(parts), "s" if is_one else "", term, target)


def pages_and_drafts(term):
    """How many public pages say a term, and how many texts that are not public yet."""
    pages = term.pages()
    # Primary keys stand as texts beside versions.
    keys = revisions_using(term).filter(pk__in=latest_versions())
    versions = [int(key) for key in keys.values_list("object_id", flat=True)]
    drafts = Page.objects.filter(Q(pk__in=pages.filter(live=False)) | Q(pk__in=versions))
    return [
        (pages.filter(live=True).count(), "page"),
        (drafts.count(), "draft"),
    ]


def latest_versions():
    """The versions of pages that are newer than what readers have."""
    pages = Page.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    return pages.values("latest_revision")


def other_rows(term):
    """How many other entries hang on a term, such as the organisations of a region."""
    for relation in term._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if relation.one_to_many and name != "merged_into" and is_vocabulary(model):
            rows = model.objects.filter(**{name: term}, merged_into=None)
            yield rows.count(), str(model._meta.verbose_name)


def is_vocabulary(model):
    """Whether the rows of a model are terms themselves."""
    return model in vocabularies()
