"""What the stories' room adds to Wagtail: its checks on pages."""

from wagtail import hooks

from core.page_checks import HOOK
from stories.page_checks import missing_consent, no_alignment

hooks.register(HOOK, missing_consent)
hooks.register(HOOK, no_alignment)
