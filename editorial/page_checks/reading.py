"""A version of a page, gone through once for all checks."""

from functools import cached_property

from core.models import CustomDocument
from core.text.contents import Contents, Kind

# Where words stand that no reader meets in the text itself.
BESIDE_THE_TEXT = {"title", "seo_title", "search_description", "image_alt"}


class Reading(Contents):
    """What stands on a page, with what the checks ask for besides."""

    @cached_property
    def body(self):
        """The texts of the page itself, without its title and its words for machines."""
        return [text for text in self.texts if text.field not in BESIDE_THE_TEXT]

    @cached_property
    def links(self):
        """The links in rich text, as (text, link)."""
        return [(text, link) for text in self.texts for link in text.markup.links]

    @cached_property
    def words_of_files(self):
        """What stands beside pictures and documents in public, as (field, words)."""
        credits = [(shown.field, shown.image) for shown in self.pictures if shown.image]
        own = [(name, getattr(self.page, name)) for name in document_fields(self.page)]
        in_blocks = [(part.field, part.value) for part in self.parts]
        rows = self.page.attachments.select_related("document")
        in_rows = [("attachments", row.document) for row in rows if row.document_id]
        files = [*own, *in_blocks, *in_rows]
        titles = [
            (f, file.title) for f, file in files if isinstance(file, CustomDocument)
        ]
        return [*((field, image.credit) for field, image in credits), *titles]

    @cached_property
    def addresses(self):
        """Every address a reader can follow, as (field, address)."""
        fields = [(t.field, t.value) for t in self.texts if t.kind is Kind.ADDRESS]
        links = [(text.field, link.target) for text, link in self.links if link.is_typed]
        return [*fields, *links]


def document_fields(page):
    """The names of a page's own fields that hold a document."""
    fields = page._meta.concrete_fields
    return [field.name for field in fields if field.related_model is CustomDocument]
