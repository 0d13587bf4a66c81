"""Where static files are found that no folder holds as they are served."""

import os
import re
from functools import cache
from importlib.util import find_spec
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
    *("font", "base", "header", "footer", "route", "lists", "content", "side"),
    *(
        "design_system",
        "tables",
        "map",
        "drawings",
        "narrowing",
        "suggestions",
        "forms",
        "print",
    ),
)


# The folder of the NHS design system, as its package has it.
PACKAGE = "wagtailnhsukfrontend"
FONTS = re.compile(rb"@font-face\s*\{[^}]*\}")


def whole_sheet():
    """
    All that a page needs in one sheet, so that it waits for no other.

    Returns:
        The design system's sheet, then our parts in their order, a line between them.
    """
    [design_system] = packaged_sheets().values()
    parts = [(FOLDER / f"{part}.css").read_bytes() for part in PARTS]
    return b"\n".join([without_fonts(design_system), *parts])


@cache
def packaged_sheets():
    """The design system's sheets, by the path they are served at; there is one."""
    package = Path(find_spec(PACKAGE).origin).parent / "static"
    sheets = package.glob(f"{PACKAGE}/css/*.css")
    return {sheet.relative_to(package).as_posix(): sheet for sheet in sheets}


def without_fonts(sheet):
    """A sheet as packaged, less the rules that ask another domain for fonts."""
    return FONTS.sub(b"", sheet.read_bytes())


class SheetFinder(BaseFinder):
    """
    Finds style sheets that no folder holds as they are served.

    They are the site's own, joined from the design system's and our parts, and the design
    system's by itself, whose fonts stand on another domain. It comes before other
    finders, which find the latter as it is packaged. What it makes is kept among the
    variable files and written anew once it differs.
    """

    def __init__(self, *args, **kwargs):
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "joined")
        self.packaged = packaged_sheets()

    def find(self, path, find_all=False):
        """Where a sheet lies, in a list if all places are wanted; else []."""
        if path != SHEET and path not in self.packaged:
            return []
        found = str(self.keep(path))
        return [found] if find_all else found

    def list(self, ignore_patterns):
        """Each sheet with the storage it is read from, unless it is to be ignored."""
        for path in (SHEET, *self.packaged):
            if not matches_patterns(path, ignore_patterns):
                self.keep(path)
                yield path, self.storage

    def keep(self, path=SHEET):
        """Write a sheet unless it is there as it should be; give its place."""
        packaged = self.packaged.get(path)
        sheet = without_fonts(packaged) if packaged else whole_sheet()
        place = Path(self.storage.path(path))
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
