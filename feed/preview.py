"""One draft as a full item, for whoever builds a site of their own on the feed."""

from core.models import DraftLink
from feed import reading
from feed.answers import JSON, Answer
from feed.doors import door
from feed.making import make
from feed.problems import NotFound
from feed.world import World, type_of


@door("/preview/{token}", by_state=False)
def preview(values, token):
    """
    The latest version of the page a signed link stands for, as a full item.

    Its `sequence` is null, for it is no change of the feed.
    """
    link = DraftLink.objects.open(token, DraftLink.Purpose.FEED)
    page = link and link.page.specific.get_latest_revision_as_object()
    if page is None or not type_of(type(page)):
        raise NotFound("This link does not work, or not any more.")
    made = make(page, World([page]))
    body = f'{made.full},"sequence":null}}'.encode()
    return Answer(body, JSON, reading.now(), private=True)
