"""A driver and a story with everything that the contract speaks of."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file

from core.models import (
    Alignment,
    Attachment,
    Author,
    CustomDocument,
    CustomImage,
    Measure,
    RelatedPage,
)
from tests import factories


@pytest.fixture
def driver(tree):
    return factories.DriverFactory(
        parent=tree.drivers,
        title="Ten year plan",
        slug="ten-year-plan",
        date=date(2019, 1, 7),
        publisher=factories.PublisherFactory(name="NHS", slug="nhs"),
        source_url="https://example.org/plan",
    )


@pytest.fixture
def story(tree, driver):
    """A story with everything a story may have."""
    image = CustomImage.objects.create(
        title="Poster", file=get_test_image_file(size=(1200, 800))
    )
    paper = CustomDocument(title="Paper")
    paper.file.save("paper.txt", ContentFile(b"words"))
    return factories.MapStoryFactory(
        parent=tree.stories,
        title="Evidence on wards",
        image=image,
        image_alt="A poster in a canteen",
        organisation=factories.OrganisationFactory(name="Trent Hospital", slug="trent"),
        themes=[
            factories.ThemeFactory(name="Workforce", slug="workforce"),
            factories.ThemeFactory(name="Digital", slug="digital"),
        ],
        story=factories.WORDS + '<p><a href="/toolkit/aim/">the aim</a></p>',
        rows={
            "alignments": [Alignment(driver=driver, level="national")],
            "authors": [Author(name="Asha Patel")],
            "measures": [
                Measure(
                    kind="time",
                    value=Decimal("12.50"),
                    unit="hours",
                    period="week",
                    basis="measured",
                )
            ],
            "attachments": [Attachment(document=paper, title="The paper")],
            "related_pages": [RelatedPage(target=tree.section, why="Begin here")],
        },
    )


@pytest.fixture
def moderator(person):
    return person("Moderators").user
