"""What the stories' room adds to Wagtail: its checks on pages."""

from wagtail import hooks

from core.page_checks import HOOK
from stories.page_checks import missing_consent, story_without_driver

hooks.register(HOOK, missing_consent)
hooks.register(HOOK, story_without_driver)
