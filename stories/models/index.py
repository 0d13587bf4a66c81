"""The list of all stories."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.models import ContentPage
from core.richtext import BODY
from feed.schema.types import STORIES
from search.results import SearchResults


class StoryIndexPage(ContentPage):
    """All stories, the newest first, by kind if the reader likes."""

    introduction = RichTextField(
        blank=True,
        features=BODY,
        help_text="What the stories are, and that small ones are welcome.",
    )

    content_panels = [*ContentPage.content_panels, FieldPanel("introduction")]
    search_fields = [*ContentPage.search_fields, index.SearchField("introduction")]

    can_be_withdrawn = False
    is_creatable = True
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "stories.MapStoryPage",
        "stories.KMStoryPage",
        "stories.ReflectionPage",
    ]

    class Meta:
        verbose_name = "list of stories"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        results = SearchResults(
            request.GET, fixed={"type": STORIES}, path=self.get_url(request)
        )
        return {**context, "results": results}
