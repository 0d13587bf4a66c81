"""Controlled vocabularies: the terms that pages are sorted and found by."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Func, OuterRef, ProtectedError, Value
from wagtail.models import Page

from core import signals
from core.forms import TermForm
from core.vocabularies.proposals import name_key
from core.vocabularies.registry import register
from core.vocabularies.settlement import put_in_place
from core.vocabularies.usage import page_relations, revisions_using


class DistinctPages(Func):
    """How many different pages several lists of pages hold between them."""

    template = "(SELECT COUNT(DISTINCT page) FROM unnest(%(expressions)s) AS page)"
    arg_joiner = " || "
    output_field = models.IntegerField()


def pages_with_term(relation):
    """Subquery that lists the pages joined to a term through one relation."""
    rows = relation.through.objects.filter(**{relation.term_column: OuterRef("pk")})
    return ArraySubquery(rows.order_by().values(relation.page_column))


class TermQuerySet(models.QuerySet):
    """Terms, read as a librarian would ask for them."""

    def offered(self):
        """Terms an editor may still choose: neither retired nor merged."""
        return self.filter(retired=False, merged_into=None)

    def with_usage(self):
        """Add `usage`: on how many pages, drafts included, each term stands now."""
        pages = [pages_with_term(relation) for relation in page_relations(self.model)]
        return self.annotate(usage=DistinctPages(*pages) if pages else Value(0))

    def resolve(self, slug):
        """
        Find the term an address or a filter means.

        Args:
            slug: the term's slug, also one that was merged away.

        Returns:
            The term itself, the one it was merged into, or None.
        """
        term = self.filter(slug=slug).select_related("merged_into").first()
        return term and term.resolved


class Term(models.Model):
    """One word of a vocabulary. Once used it is never deleted, only retired or merged."""

    name = models.CharField(
        max_length=150,
        unique=True,
        help_text="The words readers see, for example “Workforce and education”.",
    )
    slug = models.SlugField(
        "short name in addresses",
        max_length=100,
        unique=True,
        help_text=(
            "Used in addresses and in the feed, so it stays as it is once chosen. "
            "For example “workforce-and-education”."
        ),
    )
    description = models.CharField(
        max_length=300,
        blank=True,
        help_text="One sentence that helps an editor choose the right term.",
    )
    retired = models.BooleanField(
        default=False,
        help_text="It stays on the pages that have it and is no longer offered.",
    )
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_terms",
    )

    objects = TermQuerySet.as_manager()
    base_form_class = TermForm

    class Meta:
        abstract = True
        ordering = ["name"]

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        register(cls)

    def __str__(self):
        return self.name

    @property
    def resolved(self):
        """The term to show: this one, or the one it was merged into."""
        return self.merged_into or self

    @property
    def is_used(self):
        """Whether any page, or any draft or earlier version of one, has this term."""
        return bool(self.merged_terms.exists() or self.has_pages() or self.has_drafts())

    def has_pages(self):
        """Whether a saved page has this term now."""
        return any(
            relation.through.objects.filter(**{relation.term_column: self.pk}).exists()
            for relation in page_relations(type(self))
        )

    def has_drafts(self):
        """Whether any kept version of any page has this term."""
        return revisions_using(self).exists()

    def pages(self):
        """Every page, draft or public, that has this term now, by title."""
        ids = set()
        for relation in page_relations(type(self)):
            rows = relation.through.objects.filter(**{relation.term_column: self.pk})
            ids.update(rows.values_list(relation.page_column, flat=True))
        return Page.objects.filter(pk__in=ids).order_by("title")

    @transaction.atomic
    def merge_into(self, target):
        """
        Replace this term by another everywhere, and keep its row as a pointer.

        A target that is this term, merged itself or of another kind is refused with a
        `ValidationError`, before anything is changed.

        Args:
            target: the term of the same vocabulary that stays.
        """
        self.check_merge(target)
        for relation in page_relations(type(self)):
            relation.replace(self.pk, target.pk)
        self.repoint_other_rows(target)
        self.merged_terms.update(merged_into=target)
        self.merged_into = target
        self.retired = True
        self.save(update_fields=["merged_into", "retired"])
        signals.terms_merged.send(type(self), old=self, new=target)

    def repoint_other_rows(self, target):
        """Move rows that are not pages, such as an organisation's region, as well."""
        for relation in self._meta.related_objects:
            if relation.one_to_many and relation.name != "merged_terms":
                name = relation.field.name
                rows = relation.related_model._base_manager.filter(**{name: self})
                rows.update(**{name: target})

    def check_merge(self, target):
        """Raise ValidationError when this term cannot be merged into `target`."""
        if type(target) is not type(self) or target.pk == self.pk:
            raise ValidationError("Choose another term of the same vocabulary.")
        if target.merged_into_id:
            raise ValidationError(
                f"“{target}” was itself merged into “{target.merged_into}”. "
                "Choose that one instead."
            )
        if self.merged_into_id:
            raise ValidationError(
                f"“{self}” was already merged into “{self.merged_into}”."
            )

    def refuse_deletion_when_used(self):
        """Raise ProtectedError if any page or draft has ever used this term."""
        if self.is_used:
            raise ProtectedError(
                f"“{self}” is or was used. Retire it, or merge it into another term.",
                {self},
            )


class ProposableTerm(Term):
    """A term of a list that is never complete: pages may name one that is not there."""

    known_names = ArrayField(
        models.CharField(max_length=150), default=list, blank=True, editable=False
    )

    class Meta(Term.Meta):
        abstract = True

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Save it, and put it in the place of its name wherever that was typed."""
        if not self.merged_into_id and not kwargs.get("update_fields"):
            self.known_names = sorted({*self.known_names, name_key(self.name)})
        super().save(*args, **kwargs)
        if not self.merged_into_id:
            put_in_place(self)


class Theme(Term):
    """What a piece of work is about, for example integrated care."""


class CareSetting(Term):
    """Where care happens, for example a hospice."""


class StaffGroup(Term):
    """For whom or with whom the work was done."""


class ImpactCategory(Term):
    """What kind of difference the work made."""

    class Meta(Term.Meta):
        verbose_name_plural = "impact categories"


class Service(Term):
    """A library service that was used, for example a literature search."""


class KMTechnique(Term):
    """A way of sharing what people know, for example a knowledge café."""

    class Meta(Term.Meta):
        verbose_name = "knowledge management technique"


class Publisher(ProposableTerm):
    """The body that published a driver."""

    acronym = models.CharField(
        max_length=30, blank=True, help_text="For example “DHSC”, if people use it."
    )
    url = models.URLField(
        "website", blank=True, help_text="The publisher's own front page."
    )
