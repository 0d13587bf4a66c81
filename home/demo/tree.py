"""The demo's pages: first the whole tree, then what stands on each page."""

from wagtail.models import Page, Site

from community.models import CommunityPage, JoinPage, MeetingPage, ProfilePage
from core.models import ChangeNote
from editorial.actions.bulk_publish import publish_as
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
        new = [item for item in self.entries if self.place(*item)]
        self.progress(len(self.entries) - len(new))
        for model, _, entry in new:
            self.publish(model.objects.get(pk=self.ids[entry["slug"]]), entry)
            self.progress(1)

    def place(self, model, parent, entry):
        """Give a page its place in the tree. False if it already had one."""
        slug = entry["slug"]
        if there := already_there(model, slug):
            self.ids[slug] = there.pk
            return False
        page = model(
            title=entry["title"],
            slug=slug,
            summary=entry["summary"],
            live=False,
            show_in_menus=entry.get("kind") in IN_MENU,
        )
        add_front(page) if parent is None else self.parent(parent).add_child(
            instance=page
        )
        self.ids[slug] = page.pk
        return True

    def parent(self, slug):
        """The page under which another stands."""
        return Page.objects.get(pk=self.ids[slug])

    def publish(self, page, entry):
        """Fill a page, and publish it as on the day the files say."""
        fill(page, entry, self.ids)
        if page.tells_what_happened and not page.licence_note:
            page.licence_note = INVENTED
        if isinstance(page, ToolkitPage):
            page.steps = [
                step(row, self.ids) for row in source.read_content("steps")["step"]
            ]
        published = morning(entry["first_published"])
        page.first_published_at = published
        last = max([published, *tell_changes(page, entry)])
        publish_as(Basis.DEMO, page.save_revision())
        Page.objects.filter(pk=page.pk).update(last_published_at=last)


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
