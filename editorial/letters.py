"""Letters to the people concerned, one for each event, kept until they can be sent."""

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from community import roles
from core.text.dates import moment_in_words
from editorial.models.decisions import shown_name


@dataclass(frozen=True)
class Letter:
    """
    One letter, the same in plain text and in HTML.

    Args:
        subject: what it is about.
        paragraphs: what it says, in order.
        link: the path on this site where something can be done about it.
        link_words: what can be done there.
        quotation: somebody's own words, if it carries any.
        rows: (words, path) of things to list.
    """

    subject: str
    paragraphs: tuple
    link: str = ""
    link_words: str = ""
    quotation: str = ""
    rows: tuple = ()

    def send_to(self, user):
        """Send it, if the person has an account in use and an address."""
        if user is not None and user.is_active and user.email:
            self.send_to_address(user, user.email)

    def send_to_address(self, user, address):
        """Send it to a person at an address, even if the account is not in use."""
        context = {
            "letter": self,
            "name": user.first_name or shown_name(user),
            "site": settings.BASE_URL,
            "account": reverse("wagtailadmin_account"),
        }
        text = render_to_string("editorial/mail/letter.txt", context)
        html = render_to_string("editorial/mail/letter.html", context)
        subject = " ".join(self.subject.split())
        message = EmailMultiAlternatives(subject, text, to=[address])
        message.attach_alternative(html, "text/html")
        message.send()


def site_fails(sentence):
    """Tell whoever looks after the site that a part of it ends again and again."""
    letter = Letter(
        "A part of the site ends again and again",
        (
            sentence,
            "It is started again each time, after longer and longer pauses. Please look "
            "at what it writes to its log, or ask whoever runs the server to do so.",
        ),
        reverse("wagtailadmin_home"),
        "Go to the site",
    )
    for user in roles.administrators():
        letter.send_to(user)


def edit_link(page_id):
    """Where a page is edited."""
    return reverse("wagtailadmin_pages:edit", args=(page_id,))


def decided(decision):
    """Tell whoever sent a text what became of it."""
    letter = approval(decision) if decision.is_approval else returned(decision)
    letter.send_to(decision.submitted_by)


def approval(decision):
    """A text was approved."""
    title, name = decision.page_title, decision.decider_name
    page = decision.page.specific
    if decision.effective_at:
        says, link, words = (
            f"{name} approved it. Readers have it now.",
            page.url,
            "Read it",
        )
    else:
        go_live = decision.revision.approved_go_live_at
        says = f"{name} approved it. It will be public from {moment_in_words(go_live)}."
        link, words = edit_link(page.pk), "Look at it"
    thanks = "Thank you for writing it."
    return Letter(
        f"“{title}” was approved", (says, thanks), link or "", words, decision.words
    )


def returned(decision):
    """A text came back with a note."""
    says = (
        f"{decision.decider_name} read it and returned it to you with a note. Nothing is "
        "lost: change what you like, then send it again."
    )
    return Letter(
        f"“{decision.page_title}” came back to you with a note",
        (says,),
        edit_link(decision.page_id),
        "Go on with your text",
        decision.words,
    )


def taken_out(page, user, why):
    """A text left the queue without anybody deciding about it."""
    letter = Letter(
        f"“{page.title}” is a draft again",
        (why, "Nothing is lost. You can send it again when you like."),
        edit_link(page.pk),
        "Go to your text",
    )
    letter.send_to(user)


def advised(advice, user):
    """Somebody outside wrote about a draft."""
    page = advice.link.page
    letter = Letter(
        f"{advice.name} wrote about “{page.title}”",
        ("They read the draft through your link. Their words decide nothing.",),
        edit_link(page.pk),
        "Go to the draft",
        advice.text,
    )
    letter.send_to(user)


def published_without_review(decision):
    """Tell everybody that a text went public without a second person."""
    letter = Letter(
        f"“{decision.page_title}” was published without review",
        (
            f"{decision.decider_name} published it at once, for the reason below.",
            "A different person still has to read it. It stays on the dashboard until "
            "somebody has.",
        ),
        reverse("editorial:confirm", args=(decision.pk,)),
        "Read it and confirm it",
        decision.words,
    )
    for user in roles.everybody():
        letter.send_to(user)


def withdrawal(withdrawn, user):
    """Tell whoever had sent a page that it is not public any more."""
    letter = Letter(
        f"“{withdrawn.page_title}” was withdrawn",
        (
            f"{withdrawn.who} withdrew it. Readers see the sentence below in its place.",
            "The page is a draft now. It can come back once somebody has approved it.",
        ),
        edit_link(withdrawn.page_id),
        "Go to the page",
        withdrawn.sentence,
    )
    letter.send_to(user)


def waiting_row(state):
    """One text in a list of what waits, as (words, path)."""
    days = (timezone.now() - state.waiting_since).days
    waits = "since today" if days == 0 else f"for {days} day{'s' if days > 1 else ''}"
    words = f"“{state.revision.object_str}” has waited {waits}"
    return words, reverse("editorial:review", args=(state.pk,))


def send_digest(user, states):
    """The list of what waits for somebody."""
    count = len(states)
    texts = "1 text waits" if count == 1 else f"{count} texts wait"
    letter = Letter(
        f"{texts} for a second person",
        ("Each takes a few minutes. The one that has waited longest comes first.",),
        reverse("editorial:queue"),
        "Open the queue",
        rows=tuple(waiting_row(state) for state in states),
    )
    letter.send_to(user)


def reminder(user, state, days):
    """One text has waited for too long."""
    words, path = waiting_row(state)
    letter = Letter(f"{words}", (f"That is more than {days} days.",), path, "Read it now")
    letter.send_to(user)


def leads_elsewhere(user, redirect, by):
    """An address of this site leads readers to another one."""
    letter = Letter(
        f"{redirect.old_path} leads to another site now",
        (
            f"{shown_name(by) if by else 'The server'} made an address of our site lead "
            f"to {redirect.redirect_link}. Readers who follow it leave our site.",
            "If that is not what you would expect, please ask, or delete the redirect.",
        ),
        reverse("wagtailredirects:edit", args=(redirect.pk,)),
        "Look at it",
    )
    letter.send_to(user)


def nobody_reads(user, notices):
    """Texts wait, and nobody can decide about them or no Moderator can be told."""
    letter = Letter(
        "Texts wait, and nobody may be reading them",
        ("Please put right what is below, and look after the queue until then.",),
        reverse("editorial:queue"),
        "Open the queue",
        rows=tuple((notice.sentence, notice.link) for notice in notices),
    )
    letter.send_to(user)
