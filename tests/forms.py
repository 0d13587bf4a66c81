"""What a browser sends from the forms of the admin."""

from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from tests import factories

ROWS = ("alignments", "measures", "quotes", "authors", "attachments", "related_pages")
FORMSETS = (*ROWS, "comments")


def story_data(**values):
    """What a browser sends from the form of a MAP Story."""
    fields = {
        "title": "A story",
        "slug": "a-story",
        "summary": "What happened, in a sentence.",
        "organisation": "",
        "problem": rich_text(""),
        "team": "",
        "resources": rich_text(""),
        "timeframe": "",
        "cost": "",
        "story": rich_text(""),
        "library_role": rich_text(""),
        "lessons": rich_text(""),
        "replicate": rich_text(""),
        "impact_library": rich_text(""),
        "impact_users": rich_text(""),
        "award": "",
        "image": "",
        "image_alt": "",
        "licence": "cc-by-4.0",
        **{name: inline_formset([]) for name in FORMSETS},
        **values,
    }
    return nested_form_data(fields)


def complete():
    """What a whole story holds besides."""
    return {
        "organisation": factories.OrganisationFactory().pk,
        "team": "Clinical librarian",
        "story": rich_text("<p>We began small.</p>"),
        "impact_library": rich_text("<p>We are asked now.</p>"),
        "alignments": inline_formset([{"driver_text": "Our strategy", "level": "local"}]),
    }


def edit_url(page):
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def filled_in(client, address, form="[data-edit-form]"):
    """What a form on a screen holds, as a browser would send it."""
    soup = BeautifulSoup(client.get(address).content, "html.parser")
    return data_of(soup.select_one(form))


def data_of(form):
    """What a form that was read holds, as a browser would send it."""
    data = {}
    for field in form.select("input, textarea, select"):
        if name := field.get("name"):
            add(data, name, field)
    return data


def add(data, name, field):
    """Add one field of a form, as far as a browser would send it."""
    if field.name == "select":
        chosen = field.select("option[selected]")
        values = [option.get("value", "") for option in chosen]
    elif field.name == "textarea":
        values = [field.text.removeprefix("\n")]
    elif field.get("type") in ("checkbox", "radio"):
        values = [field.get("value", "on")] if field.has_attr("checked") else []
    elif field.get("type") in ("submit", "button", "file"):
        values = []
    else:
        values = [field.get("value", "")]
    if values:
        data.setdefault(name, []).extend(values)


def post_form(client, page, address=None, **changes):
    """Send a page's form with some fields changed and some buttons pressed."""
    address = address or edit_url(page)
    data = filled_in(client, address)
    data.update(changes)
    return client.post(address, data)
