"""The screens for accounts: Wagtail's own, as far as somebody may change whose."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.generic import View
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import (
    CreateView,
    DeleteView,
    EditView,
    IndexView,
    UserViewSet,
)

from community import accounts, confirmations, passwords, roles
from community.account_forms import AccountForm, NewAccountForm
from community.account_screens import AccountScreen
from community.confirmation_views import ConfirmationColumn, ConfirmationView, standing
from community.second_factor.lost_views import LostFactorView


class AccountsView(IndexView):
    """Everybody who has an account, with their roles."""

    @cached_property
    def columns(self):
        """Roles stand where Wagtail only says who is an administrator."""
        role = Column("roles", accessor=roles.roles_of, label="Roles", width="20%")
        found = [role if c.name == "is_superuser" else c for c in super().columns]
        return [*found, ConfirmationColumn("confirmation", label="Confirmed")]

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups")

    def get_edit_url(self, instance):
        """The form, for those who may change the account."""
        if accounts.may_change(self.request.user, instance):
            return super().get_edit_url(instance)
        return None


class NewAccountView(CreateView):
    """Make an account."""

    def dispatch(self, request, *args, **kwargs):
        """
        Answer only those whose own account is confirmed.

        Returns:
            The view's own answer.

        Raises:
            PermissionDenied: theirs is not.
        """
        if not confirmations.is_confirmed(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}


class TheirsAlone(View):
    """A screen about one account, for those who may change it."""

    def dispatch(self, request, *args, **kwargs):
        """
        Answer only those who may change the account.

        Returns:
            The view's own answer.

        Raises:
            PermissionDenied: they may not.
        """
        if not accounts.may_change(request.user, self.get_object()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class AccountView(TheirsAlone, EditView):
    """Change an account."""

    def get_context_data(self, **kwargs):
        known = standing(self.object, self.request.user)
        return super().get_context_data(**known, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "by": self.request.user}

    @cached_property
    def header_more_buttons(self):
        """Besides the usual ones, help for whoever lost their password or the like."""
        address = reverse("wagtailusers_users:letter", args=(self.object.pk,))
        letter = Button("Send a link for a new password", url=address, icon_name="mail")
        address = reverse("wagtailusers_users:second_step", args=(self.object.pk,))
        step = Button("They lost their second step", url=address, icon_name="lock")
        return [*super().header_more_buttons, letter, step]


class AccountDeletionView(TheirsAlone, DeleteView):
    """Delete an account."""


class PasswordLetterView(AccountScreen):
    """Asks whether a letter should go to somebody who lost their password."""

    page_title = "Send a link for a new password"
    header_icon = "mail"
    template_name = "community/password_letter.html"

    def get_object(self, queryset=None):
        """
        Find the account.

        Returns:
            A `community.models.User`.

        Raises:
            PermissionDenied: it is an administrator's, and they are none.
        """
        user = super().get_object(queryset)
        if not accounts.may_change(self.request.user, user):
            raise PermissionDenied
        return user

    def get_context_data(self, **kwargs):
        obstacle = passwords.obstacle(self.object, self.request.user)
        return super().get_context_data(obstacle=obstacle, **kwargs)

    def post(self, request, *args, **kwargs):
        """Send it, or say why it cannot be."""
        user = self.get_object()
        if obstacle := passwords.obstacle(user, request.user):
            messages.error(request, obstacle)
        else:
            passwords.write_to(user, request.user)
            messages.success(request, f"A letter is on its way to {user.email}.")
        return redirect("wagtailusers_users:edit", user.pk)


class AccountViewSet(UserViewSet):
    """Accounts. None is made from a copy: its password and rights would come along."""

    copy_view_enabled = False
    index_view_class = AccountsView
    add_view_class = NewAccountView
    edit_view_class = AccountView
    edit_template_name = "community/account.html"
    delete_view_class = AccountDeletionView

    def get_form_class(self, for_update=False):
        """The form for an account that is there, or for a new one."""
        return AccountForm if for_update else NewAccountForm

    @property
    def letter_view(self):
        """The screen for a letter to somebody who lost their password."""
        return self.construct_view(PasswordLetterView)

    @property
    def confirmation_view(self):
        """The screen for somebody's word."""
        return self.construct_view(ConfirmationView)

    @property
    def lost_factor_view(self):
        """The screen about a lost second factor."""
        return self.construct_view(LostFactorView)

    def get_urlpatterns(self):
        letter = path("letter/<int:pk>/", self.letter_view, name="letter")
        confirm = path("confirm/<int:pk>/", self.confirmation_view, name="confirm")
        step = path("second-step/<int:pk>/", self.lost_factor_view, name="second_step")
        return [*super().get_urlpatterns(), letter, confirm, step]
