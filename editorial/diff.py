"""What a version changes, field by field, beside what readers have now."""

from core.text.phrases import some_of


def differences(before, after, request=None):
    """
    Compare two versions of a page.

    Args:
        before: a version, as a page of its own type.
        after: another version of the same page.
        request: the request for which the form's panels are bound.

    Returns:
        Wagtail's comparisons of the fields and rows that differ, in the form's order.
    """
    panel = after.get_edit_handler().get_bound_panel(
        instance=after, request=request, form=None
    )
    compared = [compare(before, after) for compare in panel.get_comparison()]
    return [comparison for comparison in compared if is_visible(comparison)]


def is_visible(comparison):
    """Whether readers would see a difference, other than in how a text is stored."""
    if not comparison.has_changed():
        return False
    if not comparison.is_field:
        return True
    shown = str(comparison.htmldiff())
    return "addition" in shown or "deletion" in shown


def public_version(page):
    """What readers have now, as a page of its own type, or None."""
    return page if page.live else None


def at_a_glance(state, request=None):
    """
    What a text in review changes, in a few words.

    Returns:
        For example “New page” or “Title, The story and 2 more”.
    """
    page = state.revision.content_object
    before = public_version(page)
    if before is None:
        return "New page" if not page.first_published_at else "Comes back as a whole"
    names = [
        str(comparison.field_label())
        for comparison in differences(before, state.revision.as_object(), request)
    ]
    return value_in_words(names)


def value_in_words(names):
    """The names of the fields that differ, the first three by name."""
    return some_of(names) if names else "No words, only when it is public"
