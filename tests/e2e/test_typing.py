"""What people type and paste into the forms, in a browser."""

from playwright.sync_api import expect

from tests.e2e.forms import follow, open_form

FROM_WORD = """
<h1>What changed</h1>
<table><tr><td><p>Before</p></td><td><p>7 days</p></td></tr>
<tr><td><p>After</p></td><td><p>2 <b>days</b></p></td></tr></table>
<p>See the <a href="file:///S:/plan.docx">plan</a>.</p>
"""
PASTE = """(editor, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "as it was");
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  editor.dispatchEvent(new ClipboardEvent("paste", options));
}"""


def paste(page, name, html):
    """Paste at the end of a field of rich text; gives the part of the form around it."""
    panel = page.locator(f".w-field__wrapper:has([name={name}])").last
    editor = panel.locator("[role=textbox]")
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    editor.evaluate(PASTE, html)
    return panel


def test_a_table_and_headings_of_word_stay_apart(signed_in):
    page = signed_in("editor2")
    open_form(page, "Fourteen")
    panel = paste(page, "story", FROM_WORD)
    expect(panel.locator("h3", has_text="What changed")).to_be_visible()
    for line in ("Before | 7 days", "After | 2 days"):
        expect(panel.get_by_text(line)).to_be_visible()
    notice = panel.locator(".map-pasted")
    for words in ("The table became lines", "Headings were kept", "on your drive"):
        expect(notice).to_contain_text(words)


def test_a_field_without_headings_gets_bold_lines_and_says_so(signed_in):
    page = signed_in("editor2")
    open_form(page, "Fourteen")
    panel = paste(page, "problem", "<h2>What was slow</h2><p>Everything.</p>")
    expect(panel.locator("span[style*=bold]", has_text="What was slow")).to_be_visible()
    expect(panel.locator(".map-pasted")).to_contain_text("bold lines")


def test_what_loses_nothing_is_pasted_without_a_word(signed_in):
    page = signed_in("editor2")
    open_form(page, "Fourteen")
    panel = paste(page, "story", "<p>Three <b>bold</b> words</p>")
    expect(panel.get_by_text("bold", exact=True).last).to_be_visible()
    expect(panel.locator(".map-pasted")).to_have_count(0)


def test_the_calendar_leaves_alone_what_it_cannot_read(signed_in):
    page = signed_in("editor2")
    open_form(page, "Fourteen")
    page.click("text=Review and licence")
    field = page.locator("[name=last_reviewed]")
    for words in ("3 February 2016", "nonsense"):
        field.fill(words)
        field.press("Tab")
        expect(field).to_have_value(words)
    field.fill("3 February 2016")
    field.press("Tab")
    follow(page, "button:has-text('Save draft')")
    page.reload()
    expect(page.locator("[name=last_reviewed]")).to_have_value("03/02/2016")


def test_a_text_that_does_not_fit_is_counted_and_not_cut_off(signed_in):
    page = signed_in("editor2")
    open_form(page, "Fourteen")
    page.fill("[name=summary]", "x" * 410)
    assert page.input_value("[name=summary]") == "x" * 410
    expect(page.get_by_text("410 characters: 10 more than 400")).to_be_visible()
