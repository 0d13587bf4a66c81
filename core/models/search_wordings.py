"""What people type when they look for a page or a term that is called otherwise."""

from django.core.exceptions import ValidationError
from django.db import models

from core.pages.queries import related
from core.text.wordcount import lines


class SearchWording(models.Model):
    """Words that people search for, and what they mean by them."""

    words = models.TextField(
        "words that people type",
        help_text="One wording on each line, for example “case study”.",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name="page they look for",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="search_wordings",
        help_text=(
            "The page is then found by these words as if they were its name. Without a "
            "page the wordings mean the same as each other; the name of a theme or of "
            "another term may be one of them."
        ),
    )

    # Which words lead to a page is no use of it that anybody must know of.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["words"]
        verbose_name = "search wording"

    def __str__(self):
        return ", ".join(self.wordings)

    @property
    def wordings(self):
        """The wordings, one by one."""
        return lines(self.words)

    def clean(self):
        """Refuse what would change nothing."""
        if not self.page_id and len(self.wordings) < 2:
            raise ValidationError(
                {"words": "Write two wordings that mean the same, or choose a page."}
            )


def wordings_of(page):
    """What people call a page who look for it; nobody yet calls an unsaved one so."""
    found = related(page, "search_wordings") if page.pk else ()
    return [wording for row in found for wording in row.wordings]
