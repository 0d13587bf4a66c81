"""Letters to people without an account. Nothing personal stands in their subjects."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from sharing.models.submission_links import new_link_to_follow


def send(sender, subject, template, **context):
    """Write a letter to whoever sent something, for the worker to deliver."""
    context = {"name": sender.name, "site": settings.BASE_URL, **context}
    text = render_to_string(f"sharing/mail/{template}.txt", context)
    EmailMessage(subject, text, to=[sender.email]).send()


def ask_to_confirm(message, token):
    """Ask whether it was really them."""
    link = reverse("sharing:confirm", args=[token])
    subject = "Please confirm your message to MAP"
    send(message.sender, subject, "confirm", message=message, link=link)


def answer(message, name):
    """
    Hand on what a Moderator answers.

    Args:
        message: the message, with its answer.
        name: how the Moderator signs.
    """
    subject = "MAP answers your message"
    send(message.sender, subject, "answer", message=message, by=name)


def share_link(name, *args):
    """The path of a screen for people who send something in."""
    return reverse(f"sharing:{name}", args=args)


def go_on_writing(submission, email, token):
    """
    Send the link to a draft.

    Args:
        submission: the draft.
        email: to whom; the address is not kept.
        token: what the link holds.
    """
    context = {
        "site": settings.BASE_URL,
        "submission": submission,
        "link": share_link("check", token),
    }
    text = render_to_string("sharing/mail/go_on_writing.txt", context)
    EmailMessage("Your draft for MAP", text, to=[email]).send()


def confirm_submission(submission, token):
    """Ask whoever sent something in whether it was them."""
    subject = "Please confirm what you sent to MAP"
    write(submission, subject, "confirm_submission", token)


def write(submission, subject, template, token=""):
    """
    Write to whoever sent something in, if they can still be reached.

    Args:
        submission: what they sent in.
        subject: of the letter; nothing of theirs stands in it.
        template: the letter's name.
        token: of a link by which they follow it; by default a new one, beside those that
            they have.
    """
    sender = submission.sender
    if sender is not None and sender.email:
        link = share_link("follow", token or new_link_to_follow(submission))
        send(sender, subject, template, submission=submission, link=link)


def renew_link(submission):
    """Send somebody a new link to what they sent in; the older ones end in a week."""
    token = new_link_to_follow(submission, renews=True)
    write(submission, "A new link to what you sent to MAP", "new_link", token)
