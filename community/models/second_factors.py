"""What people show besides their password; secrets of apps stand with django-otp."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Passkey(models.Model):
    """
    A key that a phone, a computer or a stick keeps for somebody (WebAuthn).

    Args:
        credential_id: what the device calls the key.
        data: its AttestedCredentialData (WebAuthn 2, section 6.5.1), public key included.
        uses: how often the device says it was used; always nought with many.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys"
    )
    name = models.CharField(max_length=64)
    credential_id = models.BinaryField(unique=True)
    data = models.BinaryField()
    uses = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self):
        return self.name


class RecoveryCode(models.Model):
    """
    A code for once, where neither app nor passkey is at hand. Only its hash is kept.

    Args:
        salt: the same for all codes that were made together.
        digest: what `community.second_factor.recovery_codes.digest` makes of a code.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="one_code_once")
        ]

    def __str__(self):
        return f"{self.user}: a recovery code"


class LostFactor(models.Model):
    """Somebody's word that a person lost their second factor; a second one is needed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lost_factor"
    )
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    reason = models.CharField(max_length=500)
    said_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.user}: {self.said_at:%d.%m.%Y}"
