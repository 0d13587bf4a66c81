"""The base of every public page: what all of them hold, and what all must observe."""

from collections import defaultdict
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.models import Page
from wagtail.search import index

from core import signals
from core.blocks import is_undescribed
from core.choices import Licence
from core.forms import ContentPageForm
from core.pages import approval
from core.pages.checklist import GENERAL
from core.pages.citation import canonical
from core.pages.linked import linked_rows
from core.pages.permissions import PagePermissions
from core.panels import TermsPanel, TitlePanel
from core.vocabularies.registry import vocabularies
from core.vocabularies.usage import with_merged_terms

# The address of the bin within the tree, and the beginning of all that lies in it.
BIN = "/bin/"
# The columns in which Wagtail keeps a page's place in the tree.
PLACE = ("path", "depth", "numchild")


class PageRows(dict):
    """The rows of a page by relation name: those given, the others from the page."""

    def __init__(self, page, given):
        super().__init__(given)
        self.page = page

    def __missing__(self, name):
        return list(getattr(self.page, name).all())


class ContentPage(Page):
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
    show_in_menus_default = False
    is_creatable = False

    picture_panel = MultiFieldPanel(
        [
            FieldPanel("image"),
            FieldPanel("image_alt"),
            FieldPanel("image_decorative"),
        ],
        heading="Picture",
        classname="collapsed",
    )
    related_panel = InlinePanel(
        "related_pages",
        heading="See also",
        label="page",
        help_text="Pages you would send a colleague to next.",
    )
    date_panels = [
        FieldRowPanel(
            [FieldPanel("last_reviewed"), FieldPanel("next_review_due")],
            heading="Review",
        ),
        FieldRowPanel(
            [FieldPanel("licence"), FieldPanel("licence_note")], heading="Licence"
        ),
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading="Address and search engines",
            classname="collapsed",
        ),
        PublishingPanel(),
    ]
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
        tabs.append(ObjectList(cls.date_panels, heading="Review and licence"))
        handler = TabbedInterface(tabs, base_form_class=cls.base_form_class)
        return handler.bind_to_model(cls)

    @classmethod
    def kind(cls):
        """What readers call this type of page, for example “MAP Story”."""
        return str(cls._meta.verbose_name)

    # What a moderator answers before the page is approved.
    review_questions = GENERAL
    # Whether the page may be withdrawn; the site cannot do without some.
    can_be_withdrawn = True

    # The type by which the feed knows such pages; empty if they only show items.
    feed_type = ""
    # The type in schema.org's vocabulary by which machines know such pages.
    schema_type = "WebPage"

    @cached_property
    def linked(self):
        """The page's rows that lead to other pages, joined to those readers may see."""
        return linked_rows(self)

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

    @cached_property
    def way_here(self):
        """The public pages above this one, the front page first."""
        return list(self.get_ancestors().filter(depth__gt=1, live=True).order_by("path"))

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

    def get_sitemap_urls(self, request=None):
        """The page's address and the day of its last public change, for the sitemap."""
        return [{"location": canonical(self), "lastmod": self.last_published_at}]

    def with_content_json(self, content):
        """Load a version of the page; terms merged since then become the new ones."""
        content = with_merged_terms(type(self), content, vocabularies())
        return super().with_content_json(content)

    def problems(self, rows=None):
        """
        What would make this page wrong in public.

        Args:
            rows: rows to judge by relation name, as a form holds them before they are
                part of the page. Relations that are not named are read from the page.

        Returns:
            A dictionary from names of fields or relations to lists of sentences, empty
            when all is well.
        """
        found = defaultdict(list)
        for field, sentence in self.find_problems(PageRows(self, rows or {})):
            found[field].append(sentence)
        return dict(found)

    def find_problems(self, rows):
        """
        Yield (name of a field or relation, sentence) for each problem.

        Page types add their own. They read rows as `rows["alignments"]`.
        """
        if not self.summary.strip():
            yield "summary", ContentPageForm.summary_missing
        if self.image and not (self.image_alt.strip() or self.image_decorative):
            yield (
                "image_alt",
                "Describe the picture in words, or tick that it only decorates.",
            )
        if self.image_alt.strip() and self.image_decorative:
            yield (
                "image_decorative",
                "Either describe the picture or tick that it only decorates, not both.",
            )
        if any(map(is_undescribed, getattr(self, "body", ()))):
            yield (
                "body",
                "Describe each picture in the text, or say that it only decorates.",
            )
        if self.review_is_backwards:
            yield (
                "next_review_due",
                "The next review cannot be due before the last one took place.",
            )
        if self.expire_at and self.expire_at <= timezone.now():
            yield "expire_at", "The day on which it leaves the site lies in the past."
        if self.expire_at and not self.can_be_withdrawn:
            yield "expire_at", "The site cannot do without this page, so it stays."

    @property
    def review_is_backwards(self):
        """Whether the next review is due before the last one."""
        dates = self.last_reviewed, self.next_review_due
        return all(dates) and self.next_review_due < self.last_reviewed

    @property
    def is_binned(self):
        """Whether the page lies in the bin, or is the bin."""
        return self.url_path.startswith(BIN)

    def permissions_for_user(self, user):
        """What somebody may do with the page."""
        return PagePermissions(user, self)

    def publish(self, revision, user=None, **kwargs):
        """
        Make a version public, now or at its time. Every way there ends here.

        Nobody's permission is asked for: the approval is the permission.

        Raises:
            NotApproved: no second person has approved exactly these words.
            ValidationError: the version has problems that readers would meet.
        """
        version = revision.as_object()
        allowed = approval.approval_of(revision, version)
        if problems := version.problems():
            raise ValidationError(problems)
        with approval.open_for(revision):
            kwargs["skip_permission_checks"] = True
            super().publish(revision, user=user, **kwargs)
        page = type(self).objects.get(pk=self.pk)
        if page.live_revision_id == revision.pk:
            allowed.took_effect(page)

    def save(self, *args, **kwargs):
        """
        Save the page; its place in the tree only changes by moving it.

        Raises:
            NotApproved: it would go live other than by `publish()`.
        """
        if self.live and not approval.is_open_for(self.live_revision_id):
            self.refuse_new_live_version()
        fields = kwargs.get("update_fields")
        is_readdressed = (fields is None or "slug" in fields) and self.has_other_slug()
        if self.pk and fields is None:
            kwargs["update_fields"] = self.fields_besides_place(is_readdressed)
        result = super().save(*args, **kwargs)
        if is_readdressed:
            signals.readdressed.send(type(self), page=self)
        return result

    def has_other_slug(self):
        """Whether the slug is not the one that is saved."""
        others = Page.objects.filter(pk=self.pk).exclude(slug=self.slug)
        return bool(self.pk) and others.exists()

    def fields_besides_place(self, is_readdressed):
        """
        The names of all fields and rows but those of the place in the tree.

        Somebody may have moved the page, or one above or below it, since this object was
        read; what it knows of its place would undo that. Only another slug is another
        address of its own.

        Args:
            is_readdressed: whether it has another slug.
        """
        place = set(PLACE)
        if not is_readdressed:
            place.add("url_path")
        fields = [
            field.name
            for field in self._meta.concrete_fields
            if not field.primary_key and field.name not in place
        ]
        rows = [
            relation.get_accessor_name() for relation in get_all_child_relations(self)
        ]
        many = [field.name for field in get_all_child_m2m_relations(self)]
        return [*fields, *rows, *many]

    def refuse_new_live_version(self):
        """Raise NotApproved unless readers have this very version already."""
        now = Page.objects.filter(pk=self.pk, live=True).values_list("live_revision")
        if not self.pk or now.first() != (self.live_revision_id,):
            raise approval.NotApproved(self.title)

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Keep a version. One that somebody was asked to read is never written over."""
        if overwrite_revision and is_kept(overwrite_revision):
            overwrite_revision = None
        return super().save_revision(
            *args, overwrite_revision=overwrite_revision, **kwargs
        )


def is_kept(revision):
    """Whether a version was sent, approved or scheduled, or is what readers have."""
    return bool(
        revision.approved_go_live_at
        or revision.task_states.exists()
        or Page.objects.filter(live_revision=revision).exists()
    )


class SubjectPage(ContentPage):
    """A page that is about something, somewhere, for someone: what facets sort."""

    organisation = models.ForeignKey(
        "community.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The library's own organisation, or whose work this is.",
    )
    themes = ParentalManyToManyField(
        "core.Theme", blank=True, help_text="One to three themes are enough."
    )
    nations = ParentalManyToManyField(
        "community.Nation", blank=True, help_text="Where it applies or took place."
    )
    regions = ParentalManyToManyField(
        "community.Region", blank=True, help_text="Leave empty if it is not regional."
    )
    integrated_care_systems = ParentalManyToManyField(
        "community.IntegratedCareSystem",
        blank=True,
        verbose_name="integrated care systems or health boards",
        help_text="Leave empty if it is not tied to one.",
    )
    care_settings = ParentalManyToManyField(
        "core.CareSetting", blank=True, help_text="Where the care happens."
    )
    staff_groups = ParentalManyToManyField(
        "core.StaffGroup", blank=True, help_text="Whom it concerns most."
    )
    impacts = ParentalManyToManyField(
        "core.ImpactCategory",
        blank=True,
        verbose_name="kinds of impact",
        help_text="What kind of difference it makes.",
    )

    about_panels = [
        TermsPanel("themes"),
        TermsPanel("impacts"),
        TermsPanel("care_settings"),
        TermsPanel("staff_groups"),
        MultiFieldPanel(
            [
                TermsPanel("nations"),
                TermsPanel("regions"),
                TermsPanel("integrated_care_systems"),
            ],
            heading="Where",
        ),
    ]

    class Meta:
        abstract = True
