"""The list of stories, as the reader narrowed it in the address."""

from urllib.parse import urlencode

from django.apps import apps
from django.core.paginator import Paginator
from wagtail.models import Page

from core.choices import MeasureKind
from core.queries import prefetch_by_type, public

STORIES_A_PAGE = 20
KINDS = {
    "map-stories": ("MAP Stories", "stories.MapStoryPage"),
    "km-stories": ("KM Stories", "stories.KMStoryPage"),
    "reflections": ("Reflections", "stories.ReflectionPage"),
}


class StoryList:
    """
    One page of the list of stories.

    Args:
        index: the list's page; its children are the stories.
        query: the address's parameters, `kind`, `driver`, `measure` and `page`.
            What they do not allow is passed over.
    """

    def __init__(self, index, query):
        self.index = index
        self.kind = query.get("kind") if query.get("kind") in KINDS else ""
        self.driver = self.find_driver(query.get("driver", ""))
        self.measure = query.get("measure", "")
        self.measure = self.measure if self.measure in MeasureKind.values else ""
        self.page = query.get("page")

    def find_driver(self, slug):
        """The public driver with this slug, or None."""
        if not slug or not slug.isprintable():
            return None
        drivers = apps.get_model("toolkit", "DriverPage").objects.all()
        return public(drivers).filter(slug=slug).first()

    def stories(self):
        """The public stories that fit, the newest first."""
        found = public(Page.objects.child_of(self.index))
        if self.kind:
            found = found.type(apps.get_model(KINDS[self.kind][1]))
        if self.driver:
            found = found.filter(alignments__driver=self.driver)
        if self.measure:
            found = found.filter(measures__kind=self.measure)
        return found.distinct().order_by("-first_published_at", "-pk")

    def context(self):
        """What the template shows."""
        results = Paginator(self.stories(), STORIES_A_PAGE).get_page(self.page)
        stories = results.object_list.specific()
        results.object_list = prefetch_by_type(stories, "organisation")
        with_figures = [s for s in stories if hasattr(type(s), "strongest_measure")]
        prefetch_by_type(with_figures, "measures")
        return {
            "results": results,
            "kind": self.kind,
            "kinds": [(key, name) for key, (name, _) in KINDS.items()],
            "filtered": bool(self.kind or self.driver or self.measure),
            "says": self.in_words(results.paginator.count),
            "query": self.query(),
        }

    def in_words(self, count):
        """What the list shows, as a sentence."""
        what = KINDS[self.kind][0] if self.kind else "stories"
        words = [f"{count:,} {what}"]
        if self.driver:
            words.append(f"that align with “{self.driver.title}”")
        if self.measure:
            words.append(f"that count {MeasureKind(self.measure).label.lower()}")
        return " ".join(words) + ", the newest first."

    def query(self):
        """The parameters of this list for a link to another of its pages."""
        driver = self.driver.slug if self.driver else ""
        chosen = {"kind": self.kind, "driver": driver, "measure": self.measure}
        kept = {name: value for name, value in chosen.items() if value}
        return f"{urlencode(kept)}&" if kept else ""
