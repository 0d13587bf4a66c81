"""Forms of the admin in a browser."""

from home.demo.people import PASSWORD


def give_password(page, username, password=PASSWORD):
    """Fill in the sign-in that is open, and send it."""
    page.fill("[name=username]", username)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")


def follow(page, link):
    """
    Click what leads to another page, and return when the scripts of that page have run.

    A field is there before them: what is typed at once is never heard by Wagtail's own.
    """
    with page.expect_navigation():
        page.click(link)


def open_form(page, words):
    """Go to a page's form as an editor finds it: by searching for words of its title."""
    page.goto(f"/admin/pages/search/?q={words}")
    follow(page, f"td.title a:has-text('{words}') >> nth=0")
