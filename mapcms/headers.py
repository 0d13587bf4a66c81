"""What answers tell browsers, and sites of others, about what they may do."""

from csp.constants import NONE, SELF

# Nothing is ever fetched from another domain (hospital networks block unknown hosts), and
# nothing at all but what is named.
FROM_HERE_ALONE = (
    *("base-uri", "connect-src", "font-src", "form-action", "frame-ancestors"),
    *("frame-src", "script-src", "style-src"),
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
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
