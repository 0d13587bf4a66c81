"""The base of pages that facets sort: what they are about, where and for whom."""

from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from core.choices import Written
from core.models.pages import ContentPage
from core.panels import TermsPanel
from core.vocabularies.proposals import ProposalField, shown_name


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
    organisation_proposal = ProposalField(beside="organisation")
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
    written = models.CharField(
        "how was this written?",
        max_length=10,
        choices=Written,
        blank=True,
        help_text="Such as a tool that drafts texts. Readers see it at the foot.",
    )

    organisation_panel = FieldRowPanel(
        [FieldPanel("organisation"), FieldPanel("organisation_proposal")]
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
        FieldPanel("written"),
    ]

    class Meta:
        abstract = True

    @property
    def organisation_name(self):
        """The organisation as readers see it, or an empty string."""
        return shown_name(self, "organisation")
