"""Letters with a link by which people choose their own password; nobody else does."""

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from core import signals

SWITCHED_OFF = "The account is switched off. Please switch it on first."
ADDRESS_IS_NEW = (
    "Somebody else changed the address of this account, and the person has not signed in "
    "since. Until they do, a link for a new password does not go there. If they cannot "
    "sign in, please ask an administrator to send it."
)
SENT = "A letter with a link for a new password was sent."


def link_for(user):
    """The path where somebody chooses their password, once and within some days."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return reverse("wagtailadmin_password_reset_confirm", args=(key, token))


def invite(user, by, news=()):
    """
    Write to somebody whose account is new.

    Args:
        user: the new account.
        by: who made it.
        news: sentences that they should read, too.
    """
    link = link_for(user)
    signals.account_made.send(type(user), user=user, by=by, link=link, news=news)


def write_to(user, by):
    """Write to somebody who lost their password."""
    log(user, "community.letter", user=by, data={"says": SENT})
    signals.password_lost.send(type(user), user=user, by=by, link=link_for(user))


def obstacle(user, by=None):
    """
    Say why no link goes to somebody.

    Args:
        user: who would get it.
        by: who would have it sent; None for whoever says they forgot their password.

    Returns:
        The reason as a sentence; empty if a link may go.
    """
    if not user.is_active:
        return SWITCHED_OFF
    if by and by.is_superuser:
        return ""
    return ADDRESS_IS_NEW if address_is_anothers(user) else ""


def address_is_anothers(user):
    """
    Whether somebody else gave the address, and the person has not been here since.

    Else whoever looks after accounts would get into any of them: by another address,
    and then a link to it.

    Args:
        user: whose address it is.

    Returns:
        True if so; an address that an administrator gave counts as the person's own.
    """
    changes = ModelLogEntry.objects.for_instance(user).filter(action="community.address")
    last = changes.select_related("user").first()
    if last is None or not user.last_login or user.last_login > last.timestamp:
        return False
    return bool(last.user) and last.user != user and not last.user.is_superuser


class ForgottenPasswordForm(PasswordResetForm):
    """Asks for the address to which a link for a new password goes."""

    def get_users(self, email):
        """Whoever has the address, and may be sent a link."""
        return [user for user in super().get_users(email) if not obstacle(user)]
