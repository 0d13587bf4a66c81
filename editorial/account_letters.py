"""Letters to people about their own accounts."""

from django.urls import reverse

from community import confirmations, roles
from community.second_factor.policy import is_required
from editorial.letters import Letter
from editorial.models.decisions import shown_name

LINK_WORKS = (
    "The link works once and for seven days. After that, “Forgotten password?” beside "
    "the sign-in sends another."
)
NOT_YOU = (
    "If you did not expect this, please tell the Steering group or whoever looks after "
    "the site soon."
)


def account_made(user, by, link, news=()):
    """Invite somebody whose account is new."""
    groups = user.groups.order_by("pk")
    letter = Letter(
        "Your account on the MAP website",
        (
            f"Welcome. {shown_name(by)} made an account for you. You sign in with the "
            f"name “{user.get_username()}” and a password that only you know.",
            *(f"You have the role {roles.role_in_words(group)}" for group in groups),
            *news,
            *what_confirming_is(user),
            f"Please choose your password. {LINK_WORKS}",
            *what_the_second_step_is(),
        ),
        link,
        "Choose your password",
    )
    letter.send_to(user)


def what_the_second_step_is():
    """What somebody new needs at hand when they sign in for the first time."""
    if is_required():
        yield (
            "The first time you sign in you also set up a second step: an app on your "
            "phone, or a passkey. It takes about two minutes."
        )


def what_confirming_is(user):
    """What somebody with a role that approves should know, as long as they wait."""
    if roles.may_decide(user) and not confirmations.is_confirmed(user):
        yield (
            "Before you approve texts, a second person says that they know you. "
            f"{confirmations.who_can(user)}"
        )


def password_lost(user, by, link):
    """Send somebody the link for another password."""
    letter = Letter(
        "A link for a new password",
        (
            f"{shown_name(by)} asked us to send you a link by which you choose a new "
            f"password. You sign in with the name “{user.get_username()}”.",
            f"{LINK_WORKS} If you need no new password, there is nothing to do: the old "
            "one stays.",
        ),
        link,
        "Choose a new password",
    )
    letter.send_to(user)


def factor_lost(to, lost):
    """Ask somebody whether they agree that a lost second factor be taken away."""
    whose, by = shown_name(lost.user), shown_name(lost.said_by)
    letter = Letter(
        "Somebody lost their second step to sign in",
        (
            f"{by} says that {whose} cannot use their second step any more. A second "
            "person must agree before it is taken away.",
            "Please speak with the person yourself, by telephone or face to face, not by "
            "a letter that anybody could write. If you are not sure that it is them, let "
            "it stay.",
        ),
        reverse("wagtailusers_users:second_step", args=(lost.user.pk,)),
        "Look at it",
        quotation=lost.reason,
    )
    letter.send_to(to)


def passwords_guessed(to):
    """Tell whoever looks after the site that somebody guesses passwords."""
    letter = Letter(
        "Somebody typed many wrong passwords",
        (
            "Somebody typed so many wrong passwords today that we asked them to wait. "
            "Everybody else can sign in as usual.",
            "Most often it is one of us who forgot their password: they get a new one by "
            "“Forgotten password?”. If it is none of us, there is still nothing to do: a "
            "password alone signs nobody in.",
            "You hear of this once a day at most.",
        ),
        reverse("wagtailusers_users:index"),
        "Look at the accounts",
    )
    letter.send_to(to)


def account_changed(user, news):
    """Tell somebody what happened to their account, at the old address as well."""
    by = (f"{shown_name(news.by)} did it.",) if news.by and news.by != user else ()
    letter = Letter(
        "Something changed in your account",
        (*news.sentences, *by, NOT_YOU),
        reverse("wagtailadmin_account"),
        "Look at your account",
    )
    for address in sorted({user.email, news.former_address} - {""}):
        letter.send_to_address(user, address)
