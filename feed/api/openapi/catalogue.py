"""Where programs find that there is an interface at all (RFC 9727)."""

import json

from feed.api.links import address
from feed.api.openapi.paths import FORMATS
from feed.api.responses import Answer
from feed.api.routing import route
from feed.query import selectors

PROFILE = "https://www.rfc-editor.org/info/rfc9727"
MEDIA_TYPE = f'application/linkset+json; profile="{PROFILE}"'


@route()
def api_catalog(values):
    """The interfaces of this site, as a set of links (RFC 9264)."""
    own, base, guide = address("api_catalog"), address("feed"), address("feed_docs")
    described = address("feed_openapi")
    links = [
        {"anchor": own, "item": [{"href": base}, {"href": address("oai")}]},
        {
            "anchor": base,
            "service-desc": [{"href": described, "type": "application/json"}],
            "service-doc": [
                {"href": guide, "type": "text/html"},
                {"href": address("feed_changelog"), "type": "text/html"},
            ],
            "alternate": list(map(format_link, FORMATS)),
        },
        {"anchor": address("oai"), "service-doc": [{"href": guide, "type": "text/html"}]},
    ]
    body = json.dumps({"linkset": links}).encode()
    headers = {"Link": f'<{own}>; rel="api-catalog"'}
    return Answer(body, MEDIA_TYPE, selectors.now(), headers=headers)


def format_link(described):
    """The whole list in one format."""
    ending, media_type, title = described
    return {
        "href": address(f"feed_items_{ending}"),
        "type": media_type,
        "title": title,
    }
