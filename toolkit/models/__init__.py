"""The page types of the toolkit."""

from toolkit.models.drivers import DriverHook, DriverIndexPage, DriverPage, Supersession
from toolkit.models.guidance import SectionPage, TemplatePage, ToolkitPage
from toolkit.models.plans import ExampleDocumentPage, ProjectPlanPage

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
