"""Programs find the feed without being told where it is (RFC 9727)."""

from urllib.parse import urlsplit

from tests.feed.conftest import settle

PATH = "/.well-known/api-catalog"


def test_the_catalogue_leads_to_everything(tree, visitor, settings):
    settle()
    response = visitor.get(PATH)
    kind = response.headers["Content-Type"]
    assert kind.startswith('application/linkset+json; profile="https://www.rfc-editor')
    linkset = response.json()["linkset"]
    anchors = [links["anchor"] for links in linkset]
    base = f"{settings.BASE_URL}/api/feed/v1"
    assert anchors == [settings.BASE_URL + PATH, base, f"{settings.BASE_URL}/oai"]
    assert linkset[1]["service-desc"][0]["href"] == f"{base}/openapi.json"
    found = [
        target["href"]
        for links in linkset
        for name, targets in links.items()
        if name != "anchor"
        for target in targets
    ]
    for href in found:
        path = urlsplit(href).path
        asked = {"verb": "Identify"} if path == "/oai" else {}
        assert visitor.get(path, asked).status_code == 200, href
    head = visitor.head(PATH)
    assert head.headers["Link"] == f'<{settings.BASE_URL}{PATH}>; rel="api-catalog"'
