"""Wagtail's app for accounts, with our screens in it."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Accounts in the admin."""

    user_viewset = "community.account_views.AccountViewSet"
