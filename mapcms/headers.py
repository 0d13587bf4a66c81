"""What answers tell browsers, and sites of others, about what they may do."""

from csp.constants import NONE, SELF

# Nothing is ever fetched from another domain (hospital networks block unknown hosts).
FROM_HERE_ALONE = ("default-src", "base-uri", "form-action", "frame-ancestors")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        **{directive: [SELF] for directive in FROM_HERE_ALONE},
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
    }
}

PERMISSIONS_POLICY = (
    "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()"
)
# What other sites show: files, and the doors of the feed. One of them stands in frames.
SHOWN_ELSEWHERE = (
    *("/static", "/media/images", "/documents", "/.well-known"),
    *("/api/feed", "/oai", "/oembed", "/embed"),
)
FRAMED_ELSEWHERE = {"/embed"}
