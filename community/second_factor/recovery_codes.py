"""Recovery codes: ten at a time, each good for once, and shown only when made."""

import secrets

from django.db import transaction
from django.utils.crypto import pbkdf2

from community.models.second_factors import RecoveryCode

HOW_MANY, LENGTH = 10, 10
# Nothing in it looks like something else: 49 bits in ten signs.
SIGNS = "23456789abcdefghjkmnpqrstvwxyz"
ITERATIONS = 100_000


@transaction.atomic
def make(user):
    """
    Make new codes for somebody, in place of all they had.

    Args:
        user: whose they are.

    Returns:
        The codes as people read them, which nobody can find again.
    """
    codes = [
        "".join(secrets.choice(SIGNS) for _ in range(LENGTH)) for _ in range(HOW_MANY)
    ]
    salt = secrets.token_hex(16)
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, salt=salt, digest=digest(code, salt)) for code in codes
    )
    return [f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}" for code in codes]


def use(user, code):
    """
    Use a code up.

    Args:
        user: who typed it.
        code: what they typed, without spaces and hyphens, in small letters.

    Returns:
        Whether it was one of theirs; of two who use it at the same time one is told so.
    """
    if len(code) != LENGTH or not (first := user.recovery_codes.first()):
        return False
    used = user.recovery_codes.filter(digest=digest(code, first.salt))
    return bool(used.delete()[0])


def digest(code, salt):
    """What is kept of a code."""
    return pbkdf2(code, salt, ITERATIONS).hex()
