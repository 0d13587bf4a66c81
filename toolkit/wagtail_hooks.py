"""What the toolkit's room adds to Wagtail: its checks on pages."""

from wagtail import hooks

from core.page_checks import HOOK
from toolkit.page_checks import (
    briefing_without_thanks,
    file_of_others,
    plan_without_driver,
    similar_drivers,
)

for check in (
    briefing_without_thanks,
    file_of_others,
    plan_without_driver,
    similar_drivers,
):
    hooks.register(HOOK, check)
