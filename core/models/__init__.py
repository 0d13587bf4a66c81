"""The models every room may use."""

from core.models.bin import BinPage
from core.models.draft_links import DraftLink
from core.models.external_links import ExternalLink
from core.models.glossary import GlossaryEntry
from core.models.history import ChangeNote
from core.models.media import CustomDocument, CustomImage, CustomRendition
from core.models.pages import ContentPage, SubjectPage
from core.models.rows import (
    Alignment,
    Attachment,
    Author,
    Measure,
    Quote,
    RelatedPage,
    Row,
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
    "BinPage",
    "CareSetting",
    "ChangeNote",
    "ContentPage",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "DraftLink",
    "ExternalLink",
    "GlossaryEntry",
    "ImpactCategory",
    "KMTechnique",
    "Measure",
    "Publisher",
    "Quote",
    "RelatedPage",
    "Row",
    "Service",
    "StaffGroup",
    "Step",
    "SubjectPage",
    "Term",
    "Theme",
]
