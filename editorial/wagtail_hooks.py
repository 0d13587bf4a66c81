"""What the editorial room adds to Wagtail's admin."""

from wagtail import hooks

from core.findings import HOOK
from editorial.checks import GENERAL_CHECKS

for check in GENERAL_CHECKS:
    hooks.register(HOOK, check)
