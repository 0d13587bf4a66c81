"""Passkeys by the rules of WebAuthn, which the fido2 library knows."""

import json
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from community.models.second_factors import Passkey

IS_ANOTHERS = "This passkey belongs to another account already."


class Refused(ValueError):
    """What a device answered is not what was asked for."""


def can_be_used():
    """Whether browsers offer passkeys at the site's address: never at a mere number."""
    try:
        ip_address(host())
    except ValueError:
        return True
    return False


def host():
    """The name that passkeys are bound to: the site's own."""
    return urlsplit(settings.BASE_URL).hostname or ""


def library():
    """WebAuthn's library, read by whoever needs it and not at each start."""
    import fido2.server  # noqa: PLC0415 (it takes nearly a tenth of a second)

    return fido2


def server():
    """What asks and checks, for this site alone."""
    fido2, name = library(), settings.WAGTAIL_SITE_NAME
    return fido2.server.Fido2Server(
        fido2.webauthn.PublicKeyCredentialRpEntity(id=host(), name=name),
        verify_origin=lambda origin: origin == settings.BASE_URL,
    )


# A new one


def creation(user):
    """
    Ask a device for a new passkey.

    Args:
        user: for whom.

    Returns:
        (what the browser is told, what to keep until it answers).
    """
    webauthn = library().webauthn
    name = user.get_username()
    person = webauthn.PublicKeyCredentialUserEntity(
        id=str(user.pk).encode(), name=name, display_name=user.get_full_name() or name
    )
    options, state = server().register_begin(
        person,
        credentials_of(user),
        resident_key_requirement=webauthn.ResidentKeyRequirement.DISCOURAGED,
        user_verification=webauthn.UserVerificationRequirement.PREFERRED,
    )
    return dict(options)["publicKey"], state


def create(user, state, answer, name):
    """
    Keep a new passkey.

    Args:
        user: whose it is.
        state: what `creation` said to keep; None if nothing was asked.
        answer: what the browser answered, as JSON.
        name: what the person calls it.

    Returns:
        The new `Passkey`.

    Raises:
        Refused: it is no answer to what was asked, or the passkey is known already.
    """
    data = checked(lambda known: server().register_complete(state, known), state, answer)
    found = data.credential_data
    passkey, is_new = Passkey.objects.get_or_create(
        credential_id=found.credential_id,
        defaults={"user": user, "name": name, "data": found, "uses": data.counter},
    )
    if not is_new:
        raise Refused(IS_ANOTHERS)
    return passkey


# One that is shown


def request_for(user):
    """
    Ask for one of somebody's passkeys.

    Args:
        user: who signs in.

    Returns:
        (what the browser is told, what to keep until it answers).
    """
    webauthn = library().webauthn
    options, state = server().authenticate_begin(
        credentials_of(user), webauthn.UserVerificationRequirement.PREFERRED
    )
    return dict(options)["publicKey"], state


@transaction.atomic
def use(user, state, answer):
    """
    Look at a passkey that was shown.

    Args:
        user: who signs in.
        state: what `request_for` said to keep; None if nothing was asked.
        answer: what the browser answered, as JSON.

    Returns:
        The `Passkey`.

    Raises:
        Refused: it is none of theirs, or no answer to what was asked, or its count of
            uses went back, so that there are two of it (WebAuthn 2, section 7.2, 21).
    """

    webauthn = library().webauthn

    def shown(known):
        found = server().authenticate_complete(state, credentials_of(user), known)
        response = webauthn.AuthenticationResponse.from_dict(known).response
        return found.credential_id, response.authenticator_data.counter

    credential_id, uses = checked(shown, state, answer)
    passkey = user.passkeys.select_for_update().get(credential_id=credential_id)
    if uses <= passkey.uses and (uses or passkey.uses):
        raise Refused
    passkey.uses, passkey.last_used_at = uses, timezone.now()
    passkey.save(update_fields=["uses", "last_used_at"])
    return passkey


def checked(check, state, answer):
    """What a check makes of an answer; broken ones fail in the library in many ways."""
    if state is None:
        raise Refused
    try:
        return check(json.loads(answer))
    except Exception as error:
        raise Refused from error


def credentials_of(user):
    """Somebody's passkeys, as the library reads them."""
    webauthn = library().webauthn
    read = webauthn.AttestedCredentialData
    return [read(bytes(key.data)) for key in user.passkeys.all()]
