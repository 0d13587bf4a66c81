"""Letters about replies: to their writers, and to the authors of the page."""

from django.urls import reverse

from editorial.letters import Letter
from sharing.letters import send, write
from sharing.models import Submission


def ask_to_confirm(reply, token):
    """Ask whether it was really them."""
    link = reverse("sharing:reply_confirm", args=[token])
    subject, what = "Please confirm your reply on MAP", f"a reply to “{reply.page.title}”"
    send(reply.sender, subject, "confirm", what=what, link=link)


def approved(reply, page, token):
    """
    Tell the writer that readers have their reply.

    Args:
        reply: the reply.
        page: where it stands.
        token: of the link by which they withdraw it.
    """
    link = reverse("sharing:reply_withdraw", args=[token])
    context = {"page": page, "address": place_of(reply, page), "link": link}
    send(reply.sender, "Your reply is on MAP", "reply_approved", **context)


def declined(reply):
    """Tell the writer, kindly, that readers will not have it."""
    send(reply.sender, "About your reply to MAP", "reply_declined", reply=reply)


def removed(reply):
    """Tell the writer that readers have it no more."""
    send(reply.sender, "Your reply was taken off MAP", "reply_removed", reply=reply)


def place_of(reply, page):
    """Where a reply stands, as a path on this site."""
    return f"{page.url}#{reply.anchor}"


def tell_authors(reply, page, people):
    """
    Tell the authors of a page that somebody replied to it.

    Args:
        reply: the reply. Neither its words nor its writer stand in the letter, since the
            reply may be withdrawn.
        page: where it stands.
        people: the accounts of the authors.
    """
    letter = Letter(
        f"A reader replied to “{page.title}”",
        (
            "Somebody read it, and had something to say. Readers have their reply below "
            "the page now.",
            "You need not do anything. If you like, answer it there as any reader can.",
        ),
        place_of(reply, page),
        "Read the reply",
    )
    for user in people:
        letter.send_to(user)


def tell_whoever_sent_it_in(page):
    """
    Tell somebody without an account that a reader replied to what they sent in.

    Args:
        page: where the reply stands.
    """
    submission = Submission.objects.of_page(page).select_related("sender").first()
    if submission and not submission.accounts.exists():
        write(submission, "A reader replied to what you sent to MAP", "replied")
