"""Letters to people without an account. Nothing personal stands in their subjects."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse


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
