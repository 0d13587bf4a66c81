"""The way from a form to the second person: two buttons, a count, links to each fault."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.forms import follow, open_form
from tests.e2e.test_reading import problems

SUMMARY = ".editorial-summary"
FOCUS = "document.activeElement"


def click_and_load(page, selector):
    """Press what leads to another screen, and return when its scripts have run."""
    with page.expect_navigation():
        page.click(selector)
    page.wait_for_load_state("load")


@pytest.fixture
def signed_in(signed_in):
    """People whose browsers save nothing by themselves: all tests share one site."""

    def make(*arguments, **options):
        page = signed_in(*arguments, **options)
        page.route(re.compile("/edit/"), save_nothing)
        return page

    return make


def save_nothing(route):
    """Let through what people send, and nothing that a script sends."""
    by_script = route.request.resource_type in {"fetch", "xhr"}
    if by_script and route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


@pytest.mark.parametrize("width", [390, 1280])
def test_both_buttons_stand_in_the_foot_of_the_form(signed_in, width):
    page = signed_in("editor2", width=width, height=800)
    open_form(page, "Mouth care")
    boxes = []
    for words in ("Save draft", "Send for approval"):
        button = page.locator("footer").get_by_role("button", name=words)
        expect(button).to_be_in_viewport(ratio=1)
        boxes.append(button.bounding_box())
    assert boxes[0]["y"] == boxes[1]["y"]


def test_what_is_needed_is_marked_and_counted_while_one_writes(signed_in):
    page = signed_in("editor2")
    open_form(page, "Mouth care")
    count = page.locator("[data-editorial-count]")
    expect(count).to_have_text("All that is needed is there")
    page.fill("[name=team]", "")
    expect(count).to_have_text("1 still needed")
    mark = page.locator("#editorial-needed-team")
    expect(mark).to_have_text("Needed before you send")
    assert "editorial-needed-team" in page.get_attribute(
        "[name=team]", "aria-describedby"
    )
    story = page.locator("[data-contentpath=story] [role=textbox]")
    story.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    expect(count).to_have_text("2 still needed")
    for row in page.locator("[id^=id_alignments-][id$=-DELETE-button]").all():
        row.click()
    expect(count).to_have_text("3 still needed")
    page.click(".editorial-needs summary")
    page.click(".editorial-needs a:has-text('Project team')")
    expect(page.locator("[name=team]")).to_be_focused()
    page.fill("[name=team]", "One librarian")
    expect(count).to_have_text("2 still needed")
    expect(mark).to_have_text("Needed, and there")


def test_a_headline_needs_no_words_for_libraries(signed_in):
    page = signed_in("editor2")
    open_form(page, "NHS Long Term Plan")
    page.select_option("[name=status]", "headline")
    expect(page.locator("#editorial-needed-impact")).to_be_hidden()
    page.select_option("[name=status]", "current")
    expect(page.locator("#editorial-needed-impact")).to_be_visible()


def test_after_a_refusal_the_summary_has_the_focus_and_leads_to_each_field(signed_in):
    page = signed_in("editor2")
    open_form(page, "broadband")
    page.fill("[name=team]", "")
    page.click("#id_quotes-ADD")
    number = (
        page.locator("[data-inline-panel-child][id^=inline_child_quotes-]").count() - 1
    )
    page.fill(f"[name=quotes-{number}-text]", "Splendid.")
    page.fill(f"[name=quotes-{number}-name]", "Asha Patel")
    click_and_load(page, "button[name=action-send]")
    expect(page.locator(f"{SUMMARY} section")).to_be_focused()
    lines = page.locator(f"{SUMMARY} li").all_inner_texts()
    assert lines == [
        "Project team: Say who took part. Roles are enough.",
        f"What people said, quotation {number + 1}: They agreed to be quoted: "
        "Tick when they have seen the words and agreed to be quoted.",
    ]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=team]")).to_be_focused()
    assert page.get_attribute("[name=team]", "aria-invalid") == "true"
    said = page.evaluate(
        f"{FOCUS}.getAttribute('aria-describedby').split(' ')"
        ".map(id => document.getElementById(id).innerText).join(' ')"
    )
    assert "Say who took part." in said
    page.click(f"{SUMMARY} a >> nth=1")
    consent = page.locator(f"[name=quotes-{number}-consent]")
    expect(consent).to_be_focused()
    expect(consent).to_be_in_viewport()
    consent.check()
    expect(consent).not_to_have_attribute("aria-invalid", "true")


# Where the focus is: the name of the field of the form, and whether it can be seen.
ARRIVED = f"""() => {{
    const here = {FOCUS}, box = here.getBoundingClientRect();
    return [Boolean(here.closest("[data-edit-form]") && !here.closest("{SUMMARY}")),
            box.bottom > 0 && box.top < innerHeight];
}}"""


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("kind", ["MAP Story", "KM Story", "Reflection", "Driver"])
def test_every_line_of_an_empty_form_leads_to_its_field(signed_in, kind, width):
    page = signed_in("editor2", width=width)
    follow(page, f"a:text-is('{kind}')")
    click_and_load(page, "button[name=action-send]")
    links = page.locator(f"{SUMMARY} li a")
    expect(links.first).to_be_visible()
    for number in range(links.count()):
        links.nth(number).click()
        page.wait_for_timeout(500)
        assert page.evaluate(ARRIVED) == [True, True], links.nth(number).inner_text()


def test_a_fault_in_a_block_of_another_tab_is_opened_and_focused(signed_in):
    page = signed_in("editor2")
    open_form(page, "community of practice")
    body = page.locator("[data-contentpath=body]").first
    body.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name="Quotation").click()
    box = body.locator("[data-streamfield-child]").last
    box.locator("[data-contentpath=attribution] input").fill("Asha Patel")
    click_and_load(page, "button[name=action-send]")
    expect(page.locator(f"{SUMMARY} section")).to_be_focused()
    body.locator("[data-panel-toggle]").last.click()
    page.click("[role=tab]:has-text('Review and licence')")
    page.click(f"{SUMMARY} a:has-text('Quotation')")
    field = body.locator("[data-contentpath=text] textarea").last
    expect(field).to_be_focused()
    # At once: a way that takes its time stops short where the page grows meanwhile.
    assert field.evaluate("it => it.getBoundingClientRect().bottom <= innerHeight")
    expect(field).to_be_in_viewport()


def test_axe_finds_nothing_in_the_foot_and_the_summary(signed_in):
    page = signed_in("editor2")
    open_form(page, "Take nine")
    page.fill("[name=summary]", "")
    click_and_load(page, "button[name=action-send]")
    page.click(".editorial-needs summary")
    found = [rule for rule in problems(page) if "editorial" in str(rule)]
    assert found == []


def test_every_editor_of_rich_text_is_named_after_its_label(signed_in):
    page = signed_in("editor2")
    follow(page, "a:text-is('MAP Story')")
    expect(page.get_by_role("textbox", name="What we learned")).to_be_visible()
    found = dict(problems(page))
    assert found.get("aria-input-field-name", []) == []


def test_a_fault_is_called_as_its_own_field_is(signed_in):
    page = signed_in("editor2")
    follow(page, "a:text-is('MAP Story')")
    page.fill("[name=cost]", "x" * 500)
    click_and_load(page, "button:has-text('Save draft')")
    line = page.locator(f"{SUMMARY} li").first
    expect(line).to_contain_text("Step 3: Capture your idea, Cost:")
    line.get_by_role("link").click()
    expect(page.locator("[name=cost]")).to_be_focused()
