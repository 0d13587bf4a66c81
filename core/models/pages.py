"""The base of every public page: what all of them hold, and what all must observe."""

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import CommentPanel, FieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.search import index

from core.choices import Licence
from core.forms import ContentPageForm, CopyPageForm
from core.models.moderation import ModeratedPage
from core.models.serving import ServedPage
from core.pages.checklist import GENERAL
from core.pages.citation import canonical, citation_of
from core.pages.linked import linked_rows
from core.pages.needs import Need
from core.pages.problems import collect_problems, general_problems
from core.panels import DATES, PICTURE, SEE_ALSO, TitlePanel
from core.vocabularies.proposals import with_settled_names
from core.vocabularies.registry import vocabularies
from core.vocabularies.usage import with_merged_terms


class ContentPage(ServedPage, ModeratedPage):
    """A page of the site. Page types add their own fields, form and template."""

    summary = models.TextField(
        max_length=400,
        help_text=(
            "One or two plain sentences. They stand under the title, in lists and "
            "in search results."
        ),
    )
    image = models.ForeignKey(
        "core.CustomImage",
        verbose_name="picture",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="A picture is welcome and never needed.",
    )
    image_alt = models.CharField(
        "picture in words",
        max_length=250,
        blank=True,
        help_text=(
            "What someone who cannot see the picture should know. For example "
            "“Two librarians beside a poster in the staff canteen”."
        ),
    )
    image_decorative = models.BooleanField(
        "the picture only decorates",
        default=False,
        help_text="Tick this if readers lose nothing when they cannot see it.",
    )
    last_reviewed = models.DateField(
        "page last reviewed",
        null=True,
        blank=True,
        help_text="When somebody last checked that all of this is still true.",
    )
    next_review_due = models.DateField(
        null=True,
        blank=True,
        help_text="When it should be checked again. A year from now suits most pages.",
    )
    licence = models.CharField(
        max_length=20,
        choices=Licence,
        default=Licence.CC_BY,
        help_text="CC BY lets others reuse the page as long as they say whose it is.",
    )
    licence_note = models.CharField(
        "exceptions to the licence",
        max_length=250,
        blank=True,
        help_text="For example “The photograph belongs to Northmoor NHS Trust”.",
    )

    base_form_class = ContentPageForm
    copy_form_class = CopyPageForm
    show_in_menus_default = False
    is_creatable = False

    picture_panel = PICTURE
    related_panel = SEE_ALSO
    date_panels = DATES
    content_panels = [TitlePanel(), FieldPanel("summary")]
    about_panels = []

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.AutocompleteField("summary"),
    ]

    class Meta:
        abstract = True

    @classmethod
    def get_edit_handler(cls):
        """The form: the text first, then what it is about, then dates and licence."""
        tabs = [ObjectList(cls.content_panels, heading="Text")]
        if cls.about_panels:
            tabs.append(ObjectList(cls.about_panels, heading="What it is about"))
        last = [*cls.date_panels, CommentPanel()]
        tabs.append(ObjectList(last, heading="Review and licence"))
        handler = TabbedInterface(tabs, base_form_class=cls.base_form_class)
        return handler.bind_to_model(cls)

    @classmethod
    def kind(cls):
        """What readers call this type of page, for example “MAP Story”."""
        return str(cls._meta.verbose_name)

    # What the page cannot go to readers without. Page types add their own.
    needs = (
        Need("title", "Give it a title."),
        Need("summary", ContentPageForm.summary_missing),
    )
    # What a moderator answers before the page is approved.
    review_questions = GENERAL
    # Whether it tells what somebody did; then readers are told if it is made up.
    tells_what_happened = False
    # Whether the page may be withdrawn; the site cannot do without some.
    can_be_withdrawn = True

    # The type by which the feed knows such pages; empty if they only show items.
    feed_type = ""
    # The type in schema.org's vocabulary by which machines know such pages.
    schema_type = "WebPage"

    # How the document is cited that the page summarises; empty if it summarises none.
    document_citation = ""

    @cached_property
    def linked(self):
        """The page's rows that lead to other pages, joined to those readers may see."""
        return linked_rows(self)

    @cached_property
    def cited(self):
        """How the page is cited, a `core.pages.citation.Citation`; None if never."""
        return citation_of(self)

    @property
    def public_authors(self):
        """The rows of those who agreed to be named, in order."""
        return [row for row in self.linked["authors"] if row.shown_name]

    @property
    def public_alignments(self):
        """The rows that say which drivers the page serves, as far as they are public."""
        return [row for row in self.linked["alignments"] if row.label]

    @property
    def files(self):
        """The rows of files to download, each with its document, in one query."""
        return self.attachments.select_related("document")

    @cached_property
    def history(self):
        """What changed on the page, as readers are told, the newest first."""
        return list(self.change_notes.all()) if self.pk else []

    @property
    def image_text(self):
        """What stands for the picture where it cannot be seen; empty if it decorates."""
        return "" if self.image_decorative else self.image_alt

    @property
    def licence_url(self):
        """Address of the licence's text, or an empty string."""
        return Licence(self.licence).url

    @property
    def licence_label(self):
        """The name by which readers know the licence."""
        return Licence(self.licence).short_label

    def feed_item(self):
        """
        What the page gives to the feed, as a `core.pages.items.ItemContent`.

        Page types with a `feed_type` say it; the others never are items.
        """
        raise NotImplementedError(f"{type(self).__name__} is no item of the feed.")

    @classmethod
    def read_along(cls):
        """
        What to read at once for many pages of this type before `feed_item()` is called.

        Returns:
            Lookups as `prefetch_related_objects` takes them, for what is none of the
            page's own rows, keys and terms.
        """
        return []

    def get_sitemap_urls(self, request=None):
        """The page's address and the day of its last public change, for the sitemap."""
        return [{"location": canonical(self), "lastmod": self.last_published_at}]

    def with_content_json(self, content):
        """Load a version of the page, with what became of its terms since then."""
        content = with_merged_terms(type(self), content, vocabularies())
        content = with_settled_names(type(self), content)
        return super().with_content_json(content)

    def problems(self, rows=None):
        """
        What would make this page wrong in public.

        Args:
            rows: rows to judge by relation name, as a form holds them before they are
                part of the page. Relations that are not named are read from the page.

        Returns:
            A dictionary from names of fields or relations (or the ways to rows and blocks
            in them) to lists of sentences, empty when all is well.
        """
        return collect_problems(self, rows or {})

    def find_problems(self, rows):
        """
        Find what readers would stumble over. Page types add their own.

        Args:
            rows: the page's rows by the name of their relation: `rows["alignments"]`.

        Yields:
            (name of a field or relation, sentence) for each problem.
        """
        yield from general_problems(self, rows)
