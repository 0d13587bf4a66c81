"""Where static files are found that no folder holds as they are served."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage

SHEET = "core/mapcms.css"
FOLDER = Path(__file__).parent / "styles"
# In the order of the cascade: what comes later overrides what came before.
PARTS = (
    *("base", "header", "footer", "route", "lists", "content", "side"),
    *("design_system", "tables", "map", "drawings", "narrowing", "suggestions", "print"),
)


def whole_sheet():
    """The whole sheet, its parts in their order with an empty line between them."""
    return b"\n".join((FOLDER / f"{part}.css").read_bytes() for part in PARTS)


class SheetFinder(BaseFinder):
    """
    Finds the site's own style sheet, joined from its parts, which are not served.

    The joined file is kept among the variable ones and written anew once a part differs.
    """

    def __init__(self, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "joined")

    def find(self, path, find_all=False):
        """Where the sheet lies, in a list if all places are wanted; else []."""
        if path != SHEET:
            return []
        found = str(self.keep())
        return [found] if find_all else found

    def list(self, ignore_patterns):
        """The sheet with the storage it is read from, unless it is to be ignored."""
        if not matches_patterns(SHEET, ignore_patterns):
            self.keep()
            yield SHEET, self.storage

    def keep(self):
        """Write the sheet unless it is there as it should be; give its place."""
        place, sheet = Path(self.storage.path(SHEET)), whole_sheet()
        if not place.exists() or place.read_bytes() != sheet:
            replace(place, sheet)
        return place


def replace(place, content):
    """Write a file at one stroke, so that nobody reads half of it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(content)
    os.chmod(file.name, 0o644)
    os.replace(file.name, place)
