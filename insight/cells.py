"""The numbers of the map: what stands in its cells, its rows and its columns."""

from dataclasses import dataclass

from core.text.phrases import counted, joined
from feed.schema.types import STATUS_LABELS


@dataclass(frozen=True)
class Count:
    """How much public work there is for something."""

    stories: int = 0
    plans: int = 0
    figures: int = 0

    @property
    def work(self):
        """Stories and plans together."""
        return self.stories + self.plans

    def __str__(self):
        parts = [("story", self.stories), ("plan", self.plans), ("figure", self.figures)]
        return joined([counted(n, noun) for noun, n in parts if n])


NOTHING = Count()


@dataclass(frozen=True)
class Cell:
    """
    One number of the map.

    Args:
        number: what is shown.
        address: the list behind it, or an empty string where nothing is counted.
        shade: how dark it is, from 0 for nothing.
    """

    number: int
    address: str
    shade: int = 0


@dataclass(frozen=True)
class DriverRow:
    """A driver with its numbers."""

    title: str
    url: str
    status: str
    scope: str
    count: Count
    total: Cell
    cells: list

    @property
    def status_label(self):
        """The status in words, where it is not what readers expect."""
        return "" if self.status == "current" else STATUS_LABELS.get(self.status, "")


@dataclass(frozen=True)
class Column:
    """A term that drivers are held against."""

    label: str
    total: Cell
