"""What the community room adds to Wagtail's admin."""

from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail_modeladmin.options import modeladmin_register

from community.vocabulary_admin import VocabularyGroup
from core.pictures import PictureField

modeladmin_register(VocabularyGroup)


class PortraitForm(AvatarPreferencesForm):
    """The picture beside somebody's name, looked at as any other picture."""

    avatar = PictureField(label="Upload a profile picture", required=False)


# Wagtail has no setting for it, and its own form fails with a damaged picture.
AvatarSettingsPanel.form_class = PortraitForm
