"""The demo's pages: first the whole tree, then what stands on each page."""

from itertools import groupby
from operator import itemgetter

from wagtail.models import Page, Site

from community.models import CommunityPage, JoinPage, MeetingPage, ProfilePage
from core.bulk.tree import add_children
from core.models import ChangeNote
from editorial.actions.bulk_publish import publish_new_as
from editorial.models import Basis
from home.demo import source
from home.demo.fields import fill, step
from home.demo.moments import morning
from home.models import HomePage, InformationPage
from stories.models import (
    KMStoryPage,
    MapStoryPage,
    ReflectionPage,
    StoryIndexPage,
)
from toolkit.models import (
    DriverIndexPage,
    DriverPage,
    ExampleDocumentPage,
    ProjectPlanPage,
    SectionPage,
    TemplatePage,
    ToolkitPage,
)

SITE_KINDS = {
    "home": HomePage,
    "toolkit": ToolkitPage,
    "driver-index": DriverIndexPage,
    "story-index": StoryIndexPage,
    "community": CommunityPage,
    "join": JoinPage,
    "information": InformationPage,
}
# Where the pages of each kind stand, by slug; the front page stands at the root.
SITE_PARENTS = {"driver-index": "toolkit", "join": "community"}
FILES = {
    "sections": (SectionPage, "toolkit"),
    "drivers": (DriverPage, "drivers"),
    "templates": (TemplatePage, "toolkit"),
    "plans": (ProjectPlanPage, "toolkit"),
    "examples": (ExampleDocumentPage, "toolkit"),
    "map_stories": (MapStoryPage, "stories"),
    "km_stories": (KMStoryPage, "stories"),
    "reflections": (ReflectionPage, "stories"),
    "profiles": (ProfilePage, "community"),
    "meetings": (MeetingPage, "community"),
}
# What goes with every story that is reused elsewhere.
INVENTED = "This is an example: the people, places and figures in it are made up"
IN_MENU = ["toolkit", "driver-index", "story-index", "community"]
SITE_ORDER = list(SITE_KINDS)


def all_entries():
    """Every page of the files as (model, parent's slug, entry), parents first."""
    site = source.read_content("site")["page"]
    for entry in sorted(site, key=lambda entry: SITE_ORDER.index(entry["kind"])):
        kind = entry["kind"]
        parent = SITE_PARENTS.get(kind, None if kind == "home" else "home")
        yield SITE_KINDS[kind], parent, entry
    for name, (model, parent) in FILES.items():
        for entry in source.read_content(name)["page"]:
            yield model, entry.get("parent", parent), entry


class Tree:
    """
    Builds the demo's pages that are not there yet.

    Args:
        progress: called with a number of pages each time some are done.
    """

    def __init__(self, progress=lambda count: None):
        self.progress = progress
        self.ids = {}
        self.entries = list(all_entries())

    def build(self):
        """Create what is missing, then fill and publish exactly that."""
        missing = [item for item in self.entries if not self.is_there(*item)]
        self.progress(len(self.entries) - len(missing))
        groups = [list(group) for _, group in groupby(missing, key=itemgetter(0, 1))]
        placed = [self.place(group) for group in groups]
        for pages, group in zip(placed, groups, strict=True):
            self.publish(pages, [entry for _, _, entry in group])
            self.progress(len(group))

    def is_there(self, model, parent, entry):
        """Whether a site has a page already."""
        there = already_there(model, entry["slug"])
        if there:
            self.ids[entry["slug"]] = there.pk
        return bool(there)

    def place(self, group):
        """Give pages of one type below one page their places in the tree."""
        pages = [self.draft(model, entry) for model, _, entry in group]
        _, parent, _ = group[0]
        if parent is None:
            add_front(pages[0])
        else:
            add_children(Page.objects.get(pk=self.ids[parent]), pages)
        for page, (_, _, entry) in zip(pages, group, strict=True):
            self.ids[entry["slug"]] = page.pk
        return pages

    def draft(self, model, entry):
        """A page that says nothing yet."""
        return model(
            title=entry["title"],
            slug=entry["slug"],
            summary=entry["summary"],
            live=False,
            show_in_menus=entry.get("kind") in IN_MENU,
        )

    def publish(self, pages, entries):
        """Fill pages, and publish them as on the days the files say."""
        for page, entry in zip(pages, entries, strict=True):
            self.fill(page, entry)
        publish_new_as(Basis.DEMO, pages)

    def fill(self, page, entry):
        """Have a page say what the files say."""
        fill(page, entry, self.ids)
        if page.tells_what_happened and not page.licence_note:
            page.licence_note = INVENTED
        if isinstance(page, ToolkitPage):
            page.steps = [
                step(row, self.ids) for row in source.read_content("steps")["step"]
            ]
        page.first_published_at = morning(entry["first_published"])
        changes = tell_changes(page, entry)
        page.last_published_at = max([page.first_published_at, *changes])


def tell_changes(page, entry):
    """Write down what readers were told of a page's changes; the moments of these."""
    notes = [
        ChangeNote(page=page, at=morning(change["at"]), note=change["note"])
        for change in entry.get("changes", ())
    ]
    ChangeNote.objects.bulk_create(notes)
    return [note.at for note in notes]


def already_there(model, slug):
    """The page that a site has already, under any slug if it can have only one."""
    pages = model.objects.all()
    return (pages if model.max_count == 1 else pages.filter(slug=slug)).first()


def remove_welcome():
    """Remove the page that Wagtail brings, and nothing else beside the front page."""
    for welcome in Page.objects.exact_type(Page).filter(depth=2):
        welcome.delete()


def add_front(page):
    """Put the front page at the root, in place of the one that Wagtail brings."""
    remove_welcome()
    Page.get_first_root_node().add_child(instance=page)
    Site.objects.create(
        hostname="localhost", root_page=page, is_default_site=True, site_name="MAP"
    )
