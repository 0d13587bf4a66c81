"""Makers of pages and terms for tests; what is not given gets a sensible value."""

import datetime

import factory
import wagtail_factories
from factory.django import DjangoModelFactory

from community.models import (
    CommunityPage,
    JoinPage,
    MeetingPage,
    Organisation,
    ProfilePage,
    Region,
)
from core.models import (
    Alignment,
    Author,
    KMTechnique,
    Publisher,
    Service,
    Step,
    Theme,
)
from editorial.actions.bulk_publish import publish_as
from editorial.models import Basis
from home.models import HomePage, InformationPage
from stories.models import KMStoryPage, MapStoryPage, ReflectionPage, StoryIndexPage
from tests.tasks import once
from toolkit.models import (
    DriverIndexPage,
    DriverPage,
    ExampleDocumentPage,
    ProjectPlanPage,
    SectionPage,
    TemplatePage,
    ToolkitPage,
)

WORDS = "<p>" + "Ward teams asked and the library found the answer. " * 15 + "</p>"


class TermFactory(DjangoModelFactory):
    """A term of any vocabulary."""

    class Meta:
        abstract = True

    name = factory.Sequence("Term {}".format)
    slug = factory.Sequence("term-{}".format)


class ThemeFactory(TermFactory):
    class Meta:
        model = Theme


class PublisherFactory(TermFactory):
    class Meta:
        model = Publisher


class ServiceFactory(TermFactory):
    class Meta:
        model = Service


class KMTechniqueFactory(TermFactory):
    class Meta:
        model = KMTechnique


class OrganisationFactory(TermFactory):
    class Meta:
        model = Organisation


class RegionFactory(TermFactory):
    class Meta:
        model = Region


class PageFactory(wagtail_factories.PageFactory):
    """A public page without problems, with a live revision."""

    class Meta:
        abstract = True

    title = factory.Sequence("Page {}".format)
    summary = "What readers find on this page."
    last_reviewed = datetime.date(2026, 3, 1)
    next_review_due = datetime.date(2027, 3, 1)

    @classmethod
    def _create(cls, model_class, *args, live=True, rows=None, **kwargs):
        with once():
            page = super()._create(model_class, *args, live=False, **kwargs)
            for name, values in (rows or {}).items():
                setattr(page, name, values)
            revision = page.save_revision()
            if live:
                publish_as(Basis.DEMO, revision)
        return model_class.objects.get(pk=page.pk).get_latest_revision_as_object()


class HomeFactory(PageFactory):
    class Meta:
        model = HomePage


class InformationFactory(PageFactory):
    class Meta:
        model = InformationPage

    body = [("text", WORDS)]


class ToolkitFactory(PageFactory):
    class Meta:
        model = ToolkitPage


class SectionFactory(PageFactory):
    class Meta:
        model = SectionPage

    body = [("text", WORDS)]
    step = 1


class DriverIndexFactory(PageFactory):
    class Meta:
        model = DriverIndexPage


class DriverFactory(PageFactory):
    class Meta:
        model = DriverPage

    impact = WORDS
    scope = "national"
    publisher = factory.SubFactory(PublisherFactory)
    date = datetime.date(2025, 7, 3)


class TemplateFactory(PageFactory):
    class Meta:
        model = TemplatePage

    body = [("text", WORDS)]
    step = 4


class PlanFactory(PageFactory):
    class Meta:
        model = ProjectPlanPage

    organisation = factory.SubFactory(OrganisationFactory)
    team = "Clinical librarian"
    description = WORDS
    outcome = WORDS


class ExampleFactory(PageFactory):
    class Meta:
        model = ExampleDocumentPage

    organisation = factory.SubFactory(OrganisationFactory)
    link = "https://example.org/strategy"


class StoryIndexFactory(PageFactory):
    class Meta:
        model = StoryIndexPage


class MapStoryFactory(PageFactory):
    class Meta:
        model = MapStoryPage

    organisation = factory.SubFactory(OrganisationFactory)
    team = "Clinical librarian\nWard manager"
    story = WORDS
    impact_library = WORDS
    rows = factory.LazyFunction(
        lambda: {"alignments": [Alignment(driver_text="Our own strategy", level="local")]}
    )


class KMStoryFactory(PageFactory):
    class Meta:
        model = KMStoryPage

    organisation = factory.SubFactory(OrganisationFactory)
    teller = "Outreach librarian"
    story = WORDS
    consent = True


class ReflectionFactory(PageFactory):
    class Meta:
        model = ReflectionPage

    body = [("text", WORDS)]
    rows = factory.LazyFunction(lambda: {"authors": [Author(name="Asha Patel")]})


class CommunityFactory(PageFactory):
    class Meta:
        model = CommunityPage


class ProfileFactory(PageFactory):
    class Meta:
        model = ProfilePage


class JoinFactory(PageFactory):
    class Meta:
        model = JoinPage


class MeetingFactory(PageFactory):
    class Meta:
        model = MeetingPage

    body = [("text", WORDS)]


def publish(page):
    """Make a page public as it stands, as commands do."""
    with once():
        publish_as(Basis.DEMO, page.save_revision())


def five_steps():
    """The toolkit's steps as rows."""
    titles = ["Aim", "Drivers", "Idea", "Story", "Impact"]
    return [Step(title=title, short=f"{title} in one line") for title in titles]
