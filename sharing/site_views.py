"""What the views of this room are found by."""

from core.site_views import SiteView, add_site_views

add_site_views(
    SiteView(
        "sharing:share",
        "Share your story",
        "Tell others what your library did, without an account: part by part or in Word.",
        (
            "share a story",
            "send a story",
            "send in a story",
            "submit a story",
            "submit a case study",
            "tell us your story",
            "add my story",
            "suggest a driver",
            "propose a driver",
            "upload a Word file",
            "story form",
        ),
    ),
    SiteView(
        "sharing:contact",
        "Get in touch",
        "Ask a question, say what is wrong with a page, or tell us what was useful.",
        (
            "contact",
            "contact us",
            "contact form",
            "contact details",
            "email us",
            "ask a question",
            "report a problem",
            "report a mistake",
            "report an error",
            "something is wrong",
            "broken link",
            "feedback",
            "suggestion",
            "complaint",
            "complain",
        ),
    ),
)
