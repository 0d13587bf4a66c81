"""Who we are: the community's pages, profiles, joining and meeting notes."""

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from core.blocks import BodyBlock
from core.models import ContentPage
from core.pages.items import Blocks, ItemContent, Part, fields_of
from core.pages.queries import public
from core.richtext import BODY
from core.vocabularies.proposals import ProposalField, shown_name


class CommunityPage(ContentPage):
    """Who we are, and what people say about using the toolkit."""

    body = StreamField(
        BodyBlock(), blank=True, help_text="What the community is and how it works."
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("body"),
        InlinePanel(
            "quotes",
            heading="Toolkit in action",
            label="quotation",
            help_text="What people say about using the toolkit.",
        ),
        ContentPage.picture_panel,
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    can_be_withdrawn = False
    is_creatable = True
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "community.ProfilePage",
        "community.JoinPage",
        "community.MeetingPage",
    ]

    class Meta:
        verbose_name = "community page"

    @classmethod
    def kind(cls):
        return "the community"

    def profiles(self):
        """Public profiles with the steering group first, then by name."""
        profiles = public(ProfilePage.objects.child_of(self))
        return profiles.select_related("organisation", "image").by_role()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        people = list(self.profiles())
        return {
            **context,
            "current_profiles": [person for person in people if not person.active_to],
            "former_profiles": [person for person in people if person.active_to],
            "join_page": public(JoinPage.objects.all()).first(),
        }


class ProfilePageQuerySet(PageQuerySet):
    """Profiles, read as on the community page."""

    def by_role(self):
        """Steering group first, then editors, then contributors; by name within."""
        roles = {role: place for place, role in enumerate(ProfilePage.Role.values)}
        order = models.Case(
            *(models.When(role=role, then=place) for role, place in roles.items())
        )
        return self.order_by(order, "title")


class ProfilePage(ContentPage):
    """A member of the community, as far as they agreed to be shown."""

    class Role(models.TextChoices):
        """What somebody does in the community."""

        STEERING = "steering", "Steering group"
        EDITOR = "editor", "Content Editor"
        CONTRIBUTOR = "contributor", "Contributor"

    role = models.CharField(
        max_length=12,
        choices=Role,
        default=Role.CONTRIBUTOR,
        help_text="What the person does in the community.",
    )
    organisation = models.ForeignKey(
        "community.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="profiles",
        help_text="Where they work.",
    )
    organisation_proposal = ProposalField(beside="organisation")
    region = models.ForeignKey(
        "community.Region",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="profiles",
        help_text="Their region, if they like to say.",
    )
    bio = RichTextField(
        "about them",
        blank=True,
        features=BODY,
        help_text="A few warm sentences in their own words.",
    )
    link = models.URLField(
        blank=True,
        help_text="A page of their own, if they agreed. Never an e-mail address.",
    )
    active_from = models.PositiveSmallIntegerField(
        "member since", null=True, blank=True, help_text="A year, for example 2019."
    )
    active_to = models.PositiveSmallIntegerField(
        "member until", null=True, blank=True, help_text="Leave empty for members today."
    )

    objects = PageManager.from_queryset(ProfilePageQuerySet)()

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("organisation_proposal")]),
        FieldPanel("bio"),
        FieldPanel("link"),
        FieldRowPanel([FieldPanel("active_from"), FieldPanel("active_to")]),
        FieldPanel("region"),
        ContentPage.picture_panel,
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("bio")]

    tells_what_happened = True
    page_description = "A member of the community, in a few warm sentences."
    is_creatable = True
    parent_page_types = ["community.CommunityPage"]
    subpage_types = []

    class Meta:
        verbose_name = "profile"

    @property
    def organisation_name(self):
        """Where they work, as readers see it, or an empty string."""
        return shown_name(self, "organisation")

    def find_problems(self, rows):
        yield from super().find_problems(rows)
        years = self.active_from, self.active_to
        if all(years) and self.active_to < self.active_from:
            yield "active_to", "The last year cannot come before the first."


class JoinPage(ContentPage):
    """How to become a Content Editor."""

    body = StreamField(
        BodyBlock(), blank=True, help_text="What it asks of people, and what they get."
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("body"),
        ContentPage.picture_panel,
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    is_creatable = True
    max_count = 1
    parent_page_types = ["community.CommunityPage", "home.HomePage"]
    subpage_types = []

    class Meta:
        verbose_name = "join page"

    @classmethod
    def kind(cls):
        return "the community"


class MeetingPage(ContentPage):
    """Notes of a meeting, private from the moment the page exists.

    Next: `community.signal_handlers.keep_notes_private`.
    """

    date = models.DateField(default=timezone.localdate, help_text="When we met.")
    body = StreamField(
        BodyBlock(), blank=True, help_text="Who was there, what we agreed, who does what."
    )

    content_panels = [
        *ContentPage.content_panels,
        FieldPanel("date"),
        FieldPanel("body"),
        InlinePanel("attachments", heading="Papers", label="paper"),
    ]
    search_fields = [*ContentPage.search_fields, index.SearchField("body")]

    feed_type = "information"
    page_description = "Notes of a meeting, for members only."
    is_creatable = True
    parent_page_types = ["community.CommunityPage"]
    subpage_types = []

    class Meta:
        verbose_name = "meeting note"

    def feed_item(self):
        return ItemContent(
            parts=[Part("", Blocks(self.body))], details=fields_of(self, "date")
        )
