"""The page types of the toolkit."""

from toolkit.models.driver_hooks import DriverHook
from toolkit.models.driver_index import DriverIndexPage
from toolkit.models.drivers import DriverPage
from toolkit.models.guidance import SectionPage, ToolkitPage
from toolkit.models.plans import ExampleDocumentPage, ProjectPlanPage
from toolkit.models.supersession import Supersession
from toolkit.models.templates import TemplatePage

__all__ = [
    "DriverHook",
    "DriverIndexPage",
    "DriverPage",
    "ExampleDocumentPage",
    "ProjectPlanPage",
    "SectionPage",
    "Supersession",
    "TemplatePage",
    "ToolkitPage",
]
