"""One draft as a full item, for whoever builds a site of their own on the feed."""

from core.models import DraftLink
from feed.api.responses import JSON, Answer
from feed.api.routing import route
from feed.index.loading import type_of
from feed.index.references import PageBundle
from feed.index.serializers import serialize
from feed.query import selectors
from feed.query.problems import NotFound


@route(kept_in=None)
def preview(values, token):
    """
    The latest version of the page a signed link stands for, as a full item.

    Its `sequence` is null, for it is no change of the feed.

    Returns:
        A private `Answer`.

    Raises:
        NotFound: the link is unknown or closed, or its page is of no type of items.
    """
    link = DraftLink.objects.open(token, DraftLink.Purpose.FEED)
    page = link and link.page.specific.get_latest_revision_as_object()
    if page is None or not type_of(type(page)):
        raise NotFound("This link does not work, or not any more.")
    made = serialize(page, PageBundle([page]))
    body = f'{made.full},"sequence":null}}'.encode()
    return Answer(body, JSON, selectors.now(), private=True)
