"""What a version changes, field by field, beside what readers have now."""

from core.text.phrases import some_of
from editorial.diff.fields import Difference
from editorial.validation.summary import label_of


def differences(before, after, request=None):
    """
    Compare two versions of a page.

    Args:
        before: a version, as a page of its own type.
        after: another version of the same page.
        request: the request for which the form's panels are bound.

    Returns:
        The `Difference`s of the fields and relations, in the form's order.
    """
    panel = after.get_edit_handler().get_bound_panel(
        instance=after, request=request, form=None
    )
    compared = [compare(before, after) for compare in panel.get_comparison()]
    found = [Difference(each, label_on_form(after, each)) for each in compared]
    return [difference for difference in found if difference.is_visible]


def label_on_form(page, comparison):
    """What the form calls what is compared."""
    field = comparison.field
    name = field.name if comparison.is_field else field.get_accessor_name()
    return label_of(page, name) or str(comparison.field_label())


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
    after = state.revision.as_object()
    names = [found.label for found in differences(before, after, request)]
    return value_in_words(names)


def value_in_words(names):
    """The names of the fields that differ, the first three by name."""
    return some_of(names) if names else "No words, only when it is public"
