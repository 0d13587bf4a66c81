"""Where the links in rich text lead."""

from wagtail.rich_text.pages import PageLinkHandler

from core.pages.queries import public_pages


class PublicPageLink(PageLinkHandler):
    """A link to another page, as long as readers may see that page."""

    @classmethod
    def get_many(cls, attrs_list):
        """The pages of many links in one query, None for those that are not public."""
        ids = [int(attrs["id"]) for attrs in attrs_list]
        pages = public_pages().in_bulk(ids)
        return [pages.get(key) for key in ids]
