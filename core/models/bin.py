"""The folder outside the site in which deleted pages rest before they go for good."""

from core.models.pages import ContentPage


class BinPage(ContentPage):
    """The bin. There is one, beside the front page; no address leads to it."""

    max_count = 1
    parent_page_types = []
    subpage_types = []

    class Meta:
        verbose_name = "bin"
