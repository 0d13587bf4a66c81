"""The models every room may use."""

from core.models.glossary import GlossaryEntry
from core.models.links import ExternalLink
from core.models.media import CustomDocument, CustomImage, CustomRendition
from core.models.pages import ContentPage, SubjectPage
from core.models.rows import (
    Alignment,
    Attachment,
    Author,
    Measure,
    Quote,
    RelatedPage,
    Step,
)
from core.models.vocabulary import (
    CareSetting,
    ImpactCategory,
    KMTechnique,
    Publisher,
    Service,
    StaffGroup,
    Term,
    Theme,
)

__all__ = [
    "Alignment",
    "Attachment",
    "Author",
    "CareSetting",
    "ContentPage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "ExternalLink",
    "GlossaryEntry",
    "ImpactCategory",
    "KMTechnique",
    "Measure",
    "Publisher",
    "Quote",
    "RelatedPage",
    "Service",
    "StaffGroup",
    "Step",
    "SubjectPage",
    "Term",
    "Theme",
]
