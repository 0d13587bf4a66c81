"""The three types of story, and their list."""

from stories.models.index import StoryIndexPage
from stories.models.km import KMStoryPage
from stories.models.map import MapStoryPage
from stories.models.reflection import ReflectionPage

__all__ = ["KMStoryPage", "MapStoryPage", "ReflectionPage", "StoryIndexPage"]
