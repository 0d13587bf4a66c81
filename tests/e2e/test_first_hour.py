"""From the first screen to an empty page, in a browser."""

import pytest
from playwright.sync_api import expect


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_one_click_leads_to_an_empty_story(signed_in, width, height):
    page = signed_in("editor", width=width, height=height)
    story = page.get_by_role("link", name="MAP Story", exact=True)
    expect(story).to_be_in_viewport()
    story.click()
    page.wait_for_url("**/admin/pages/add/stories/mapstorypage/*/")
    expect(page.locator("[name=title]")).to_have_value("")
