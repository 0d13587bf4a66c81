"""Codes of six digits from an app on a phone (TOTP, RFC 6238), kept with django-otp."""

import time
from binascii import unhexlify
from dataclasses import dataclass

import segno
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import mark_safe
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

DIGITS = 6
# Clocks of phones may be this many times thirty seconds off.
TOLERANCE = 1


@dataclass(frozen=True)
class NewApp:
    """
    An app that is being set up: its secret, which the session keeps until a code came.

    Args:
        user: whose it will be.
        key: the secret, in hexadecimal.
    """

    user: object
    key: str

    @property
    def address(self):
        """What the app reads: an address by the rules of Google's key-uri-format."""
        return TOTPDevice(user=self.user, key=self.key).config_url

    @property
    def words(self):
        """The secret for typing, in groups of four."""
        secret = self.address.partition("secret=")[2].partition("&")[0]
        return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))

    @property
    def picture(self):
        """The address as a QR code: an SVG element."""
        code = segno.make(self.address, error="m")
        return mark_safe(code.svg_inline(scale=5, border=4, light="#fff"))  # noqa: S308

    def keep(self, code, name):
        """
        Keep the app, if it gives the right code.

        Args:
            code: what the person typed, without spaces.
            name: what they call the app.

        Returns:
            The new device, which takes no code of this moment again; None if the code
            is not right.
        """
        if not is_code(code):
            return None
        totp = TOTP(unhexlify(self.key), digits=DIGITS)
        totp.time = time.time()
        if not totp.verify(int(code), TOLERANCE):
            return None
        return TOTPDevice.objects.create(
            user=self.user,
            key=self.key,
            name=name,
            drift=totp.drift,
            last_t=totp.t(),
            last_used_at=timezone.now(),
        )


def new_key():
    """The secret of another app, in hexadecimal."""
    return default_key()


def apps_of(user):
    """Somebody's apps, oldest first."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk")


@transaction.atomic
def use(user, code):
    """
    Look at a code from an app.

    Args:
        user: who typed it.
        code: what they typed, without spaces.

    Returns:
        Whether one of their apps gives it now and it was not used before; of two who use
        it at the same time one is told so.
    """
    if not is_code(code):
        return False
    return any(device.verify_token(code) for device in apps_of(user).select_for_update())


def is_code(typed):
    """Whether something looks like a code of an app."""
    return len(typed) == DIGITS and typed.isascii() and typed.isdecimal()
