"""Links to somebody's drive: kept in a draft as they stand, for a check to name."""

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    ExternalLinkElementHandler,
    PageLinkElementHandler,
)

from core.text.addresses import is_on_a_drive


def kept_link(props):
    """A link as it is stored. Wagtail's own would drop the address without a word."""
    address = props.get("url") or ""
    if props.get("id") is None and is_on_a_drive(address):
        return DOM.create_element("a", {"href": address}, props["children"])
    return link_entity(props)


# How the editor's links are read and stored.
LINK_RULE = {
    "from_database_format": {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': PageLinkElementHandler("LINK"),
    },
    "to_database_format": {"entity_decorators": {"LINK": kept_link}},
}
