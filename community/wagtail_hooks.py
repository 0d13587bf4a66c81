"""What the community room adds to Wagtail's admin."""

from wagtail_modeladmin.options import modeladmin_register

from community.vocabulary_admin import VocabularyGroup

modeladmin_register(VocabularyGroup)
