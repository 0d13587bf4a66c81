"""What the steering group keeps: the sentences readers see where a page was."""

from django.contrib import admin
from wagtail_modeladmin.options import ModelAdmin

from editorial.models import WithdrawalReason


class WithdrawalReasonAdmin(ModelAdmin):
    """The short list of public reasons for withdrawing a page."""

    model = WithdrawalReason
    menu_label = "Reasons for withdrawal"
    menu_icon = "download"
    add_to_settings_menu = True
    list_display = ("sentence", "state")
    list_filter = ("retired",)
    search_fields = ("sentence",)

    @admin.display(description="State", ordering="retired")
    def state(self, reason):
        """Whether moderators may still choose it."""
        return "Retired" if reason.retired else "In use"
