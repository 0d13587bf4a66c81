"""The front page and the pages about the site."""

from home.models.front import HomePage
from home.models.information import InformationPage

__all__ = ["HomePage", "InformationPage"]
