"""The forms for accounts. Nobody types another's password in them."""

from django.contrib.auth.models import Group
from django.utils.crypto import get_random_string
from wagtail.users.forms import UserCreationForm, UserEditForm

from community import accounts, passwords, roles

ONLY_ADMINISTRATORS = "Only administrators make administrators."
MAY_DO_ALL = "They may change every setting and account, and need no role besides."
LETTERS_GO_HERE = "Letters go there. When it changes, one also goes to the old address."
SIGNS_IN_WITH = "Letters, digits and the signs @ . + - and _, without spaces."
MAY_SIGN_IN = (
    "Take the tick away when somebody leaves: they can no longer sign in, and all that"
    " they wrote stays."
)
INVITATION = "A letter goes there with a link by which the person chooses a password."


class RolesExplained:
    """
    A form of an account that says what the roles are.

    Args:
        by: who fills the form in. They give and take what is theirs to give.
    """

    about_address = LETTERS_GO_HERE

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        groups = self.fields["groups"]
        groups.queryset = accounts.roles_given_by(by)
        groups.label_from_instance = roles.role_in_words
        groups.label, groups.help_text = "Roles", ""
        self.fields["email"].help_text = self.about_address
        self.fields["username"].help_text = SIGNS_IN_WITH
        if box := self.fields.get("is_active"):
            box.help_text = MAY_SIGN_IN
        self.explain_administrators()

    def explain_administrators(self):
        """The box stands there for everybody; only administrators can tick it."""
        if box := self.fields.get("is_superuser"):
            box.disabled = not self.by.is_superuser
            box.help_text = ONLY_ADMINISTRATORS if box.disabled else MAY_DO_ALL

    def clean_groups(self):
        """The roles that were ticked, and those that are not this person's to take."""
        chosen = {group.pk for group in self.cleaned_data["groups"]}
        if self.instance.pk:
            held = self.instance.groups.exclude(pk__in=accounts.roles_given_by(self.by))
            chosen.update(held.values_list("pk", flat=True))
        return Group.objects.filter(pk__in=chosen)


class NewAccountForm(RolesExplained, UserCreationForm):
    """A new account, to which a letter invites."""

    about_address = INVITATION

    def save(self, commit=True):
        """Save with a password that nobody knows; the letter leads to another."""
        self.instance.set_password(get_random_string(64))
        with accounts.gathering():
            user = super().save(commit)
        passwords.invite(user, self.by)
        return user


class AccountForm(RolesExplained, UserEditForm):
    """An account that is there."""

    def save(self, commit=True):
        """Save, and tell the person all that changed in one letter."""
        with accounts.gathering() as news:
            user = super().save(commit)
        accounts.tell(user, news)
        return user
