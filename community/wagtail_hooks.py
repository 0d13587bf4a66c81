"""What the community room adds to Wagtail's admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.log_actions import LogFormatter
from wagtail_modeladmin.options import modeladmin_register

from community.account_actions import Delete, GiveRole, SwitchOnOrOff
from community.proposal_views import ProposalsView
from community.second_factor import own_urls
from community.vocabulary_admin import VocabularyGroup
from core.uploads.forms import PictureField

modeladmin_register(VocabularyGroup)

LABELS = {
    "community.activity": "Switch on or off",
    "community.address": "Change address",
    "community.confirm": "Confirm",
    "community.letter": "Send a link for a new password",
    "community.lost_factor": "Lost second step",
    "community.made": "Make",
    "community.name": "Change name",
    "community.password": "Set password",
    "community.role": "Give or take a role",
    "community.second_factor": "Second step",
    "community.unconfirm": "Must be confirmed",
}

# After Wagtail's own of the same names, in whose place they stand.
for action in (GiveRole, Delete, SwitchOnOrOff):
    hooks.register("register_bulk_action", action, order=100)


class PortraitForm(AvatarPreferencesForm):
    """The picture beside somebody's name, looked at as any other picture."""

    avatar = PictureField(label="Upload a profile picture", required=False)


# Wagtail has no setting for it, and its own form fails with a damaged picture.
AvatarSettingsPanel.form_class = PortraitForm


class Said(LogFormatter):
    """Something that happened to an account, in the words in which it was told."""

    def format_message(self, log_entry):
        """The sentence."""
        return log_entry.data["says"]


@hooks.register("register_log_actions")
def sentences(actions):
    """The history of accounts in sentences."""
    for name, label in LABELS.items():
        actions.register_action(name)(type("Said", (Said,), {"label": label}))


@hooks.register("register_admin_urls")
def second_factors():
    """The screens of one's own second factors."""
    return own_urls.urlpatterns


@hooks.register("register_account_menu_item")
def second_step(request):
    """The way there, from one's own account."""
    return {
        "url": reverse("second_factors"),
        "label": "Your second step",
        "help_text": "The app or passkey that you sign in with besides your password.",
    }


@hooks.register("register_admin_urls")
def proposals():
    """The screen of names that no list has."""
    address = "vocabularies/not-listed/"
    return [path(address, ProposalsView.as_view(), name="community_proposals")]
