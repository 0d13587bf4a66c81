"""What the feed's documentation is found by."""

from core.site_views import SiteView, add_site_views

add_site_views(
    SiteView(
        "feed_docs",
        "The feed: reuse everything",
        "How to take all or some of this into another site, a program or a spreadsheet.",
        (
            *("API", "RSS", "Atom", "export", "open data", "download everything"),
            *("reuse", "embed", "widget", "show stories on our own website"),
        ),
    )
)
