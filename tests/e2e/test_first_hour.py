"""From the first screen to an empty page, in a browser."""

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import follow

# Fields that reach out of their part of the form.
WIDER = """() => [...document.querySelectorAll(".w-form-width")].flatMap(form => {
    const right = form.getBoundingClientRect().right + 1;
    const fields = [...form.querySelectorAll("input, select, textarea, .w-field__help")];
    return fields.filter(field => field.getBoundingClientRect().right > right)
        .map(field => field.name || field.id);
})"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_one_click_leads_to_an_empty_story(signed_in, width, height):
    page = signed_in("editor", width=width, height=height)
    story = page.get_by_role("link", name="MAP Story", exact=True)
    expect(story).to_be_in_viewport()
    story.click()
    page.wait_for_url("**/admin/pages/add/stories/mapstorypage/*/")
    expect(page.locator("[name=title]")).to_have_value("")


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("kind", ["MAP Story", "KM Story", "Reflection", "Driver"])
def test_every_field_of_an_empty_form_fits_in_it(signed_in, kind, width):
    """What stands beside another, too, as far as it is shown at first."""
    page = signed_in("editor", width=width)
    follow(page, f"a:text-is('{kind}')")
    assert page.evaluate(WIDER) == []
