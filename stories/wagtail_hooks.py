"""What the stories' room adds to Wagtail: its checks on pages."""

from wagtail import hooks

from core.findings import HOOK
from stories.findings import missing_consent, no_alignment

hooks.register(HOOK, missing_consent)
hooks.register(HOOK, no_alignment)
