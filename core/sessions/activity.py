"""Which requests are made by people, and which by the screens of the admin alone."""

# The addresses that a screen asks for whether or not anybody sits in front of it.
POLLS = {
    "wagtail_modeladmin:javascript_catalog",
    "draft_session",  # who is signed in, and for how long
    "feed_admin:progress",
    "wagtailadmin_editing_sessions:ping",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_pages:preview_on_add",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_sprite",
}


def is_from_a_person(request):
    """
    Whether somebody must have done something for a request to be made.

    A draft that is saved by itself does not count: a form may save again what never
    changed. Whoever types is known by what `session.js` says of it.

    Args:
        request: what was asked, whose address is resolved.

    Returns:
        True if so.
    """
    saves_itself = request.method == "POST" and not request.accepts("text/html")
    return not saves_itself and request.resolver_match.view_name not in POLLS
