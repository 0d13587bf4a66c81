"""The models every room may use."""

from core.models.alignments import Alignment
from core.models.attempts import Attempts
from core.models.bin import BinPage
from core.models.draft_links import DraftLink
from core.models.evidence import Measure, Quote
from core.models.external_links import ExternalLink
from core.models.glossary import GlossaryEntry
from core.models.history import ChangeNote
from core.models.media import CustomDocument, CustomImage, CustomRendition
from core.models.pages import ContentPage
from core.models.projects import ProjectPage
from core.models.rows import Attachment, Author, RelatedPage, Row
from core.models.search_wordings import SearchWording
from core.models.sessions import AccountSession
from core.models.site_state import SiteState
from core.models.steps import Step
from core.models.subjects import SubjectPage
from core.models.vocabulary import (
    CareSetting,
    ImpactCategory,
    KMTechnique,
    ProposableTerm,
    Publisher,
    Service,
    StaffGroup,
    Term,
    Theme,
)

__all__ = [
    "AccountSession",
    "Alignment",
    "Attachment",
    "Attempts",
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
    "ProjectPage",
    "ProposableTerm",
    "Publisher",
    "Quote",
    "RelatedPage",
    "Row",
    "SearchWording",
    "Service",
    "SiteState",
    "StaffGroup",
    "Step",
    "SubjectPage",
    "Term",
    "Theme",
]
