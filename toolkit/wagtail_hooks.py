"""What the toolkit's room adds to Wagtail: its checks on pages."""

from wagtail import hooks

from core.page_checks import HOOK
from toolkit.page_checks import (
    briefing_without_thanks,
    driver_without_paragraph,
    driver_without_way_on,
    file_of_others,
    more_than_a_headline,
    plan_without_driver,
    similar_drivers,
)

for check in (
    briefing_without_thanks,
    driver_without_paragraph,
    driver_without_way_on,
    file_of_others,
    more_than_a_headline,
    plan_without_driver,
    similar_drivers,
):
    hooks.register(HOOK, check)
