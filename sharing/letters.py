"""Letters to people without an account. Nothing personal stands in their subjects.

What somebody typed stands in letters to addresses that were confirmed, and in no others:
else anybody could have us write to anybody in words of their choice.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from core.text.dates import moment_in_words
from sharing.models.submission_links import new_link_to_follow

TO_US = "to the MAP community"


def send(sender, subject, template, **context):
    """Write a letter to whoever sent something, for the worker to deliver."""
    send_to(sender.email, subject, template, name=sender.name, **context)


def send_to(email, subject, template, **context):
    """Write a letter to an address, for the worker to deliver."""
    context = {"site": settings.BASE_URL, **context}
    text = render_to_string(f"sharing/mail/{template}.txt", context)
    EmailMessage(subject, text, to=[email]).send()


def ask_to_confirm(message, token):
    """Ask whether it was really them."""
    link = reverse("sharing:confirm", args=[token])
    subject = "Please confirm your message to MAP"
    send(message.sender, subject, "confirm", what=TO_US, link=link)


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
    context = {"what": submission.share_type.name, "link": share_link("check", token)}
    send_to(email, "Your draft for MAP", "go_on_writing", **context)


def confirm_submission(submission, token):
    """Ask whoever sent something in whether it was them."""
    subject, what = "Please confirm what you sent to MAP", kind_and_moment(submission)
    write(submission, subject, "confirm_submission", token, what=what)


def write(submission, subject, template, token="", **context):
    """
    Write to whoever sent something in, if they can still be reached.

    Args:
        submission: what they sent in.
        subject: of the letter; nothing of theirs stands in it.
        template: the letter's name.
        token: of a link by which they follow it; by default a new one, beside those that
            they have.
        context: what else the letter says; by default `what` names it by its title.
    """
    sender = submission.sender
    if sender is not None and sender.email:
        link = share_link("follow", token or new_link_to_follow(submission))
        context = {"what": kind_and_title(submission), **context}
        send(sender, subject, template, submission=submission, link=link, **context)


def kind_and_title(submission):
    """What somebody sent in, as they know it: “MAP Story “Six wards””."""
    shown = submission.page if submission.is_public else submission
    return f"{submission.share_type.name} “{shown.title}”"


def kind_and_moment(submission):
    """The same without a word of theirs: “MAP Story of 4 May 2026, 09:30 (UK time)”."""
    return f"{submission.share_type.name} of {moment_in_words(submission.sent_at)}"


def tell_of_move(submission):
    """Tell the address of before that letters go to another one."""
    subject, what = "Your address at MAP was changed", kind_and_moment(submission)
    send(submission.sender, subject, "moved", what=what)


def renew_link(submission):
    """Send somebody a new link to what they sent in; the older ones end in a week."""
    token = new_link_to_follow(submission, renews=True)
    subject, what = "A new link to what you sent to MAP", kind_and_moment(submission)
    write(submission, subject, "new_link", token, what=what)
