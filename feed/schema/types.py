"""The types of items, each declared once: a page type names its own as `feed_type`."""

from dataclasses import dataclass

from core.choices import DriverStatus


@dataclass(frozen=True)
class ItemType:
    """
    A type of items.

    Args:
        slug: its name in the feed.
        singular: what readers call one, in the middle of a sentence.
        plural: what they call several.
        label: the same on its own; by default `singular` with a capital.
        is_story: whether it tells what somebody did.
    """

    slug: str
    singular: str
    plural: str
    label: str = ""
    is_story: bool = False

    def __post_init__(self):
        if not self.label:
            label = self.singular[0].upper() + self.singular[1:]
            object.__setattr__(self, "label", label)


ITEM_TYPES = (
    ItemType("driver", "driver", "drivers"),
    ItemType("section", "section of the toolkit", "sections of the toolkit"),
    ItemType("template", "template", "templates"),
    ItemType("plan", "project plan", "project plans"),
    ItemType("example", "example document", "example documents"),
    ItemType("map-story", "MAP Story", "MAP Stories", is_story=True),
    ItemType("km-story", "KM Story", "KM Stories", is_story=True),
    ItemType("reflection", "reflection", "reflections", is_story=True),
    ItemType("information", "page about MAP", "pages about MAP", label="Information"),
)
TYPES = {item_type.slug: item_type for item_type in ITEM_TYPES}
TYPE_LABELS = {slug: item_type.label for slug, item_type in TYPES.items()}
STATUS_LABELS = dict(DriverStatus.choices)
# What people did; and all that may serve a driver.
STORIES = tuple(slug for slug, item_type in TYPES.items() if item_type.is_story)
WORK = (*STORIES, "plan")
