"""Where accounts are confirmed: a column of their list, and a screen."""

from django.contrib import messages
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from wagtail.admin.ui.tables import Column

from community import accounts, confirmations, roles
from community.account_screens import AccountScreen
from community.models import Confirmation


def standing(person, by):
    """
    How an account stands, for a template.

    Args:
        person: whose account it is.
        by: who looks at it.

    Returns:
        What `community/confirmation.html` shows.
    """
    confirmation = Confirmation.objects.filter(user=person.pk).first()
    waits = confirmation is None and roles.may_decide(person)
    return {
        "person": person,
        "confirmation": confirmation,
        "waits": waits,
        "who_can": confirmations.who_can(person) if waits else "",
        "can_confirm": waits and not accounts.obstacle_to_confirming(person, by),
        "words": confirmations.WORDS,
    }


class ConfirmationColumn(Column):
    """Whether an account is confirmed, with the button for those who can."""

    cell_template_name = "community/confirmation_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["csrf_token"] = get_token(context["request"])
        return {**context, **standing(instance, context["request"].user)}


class ConfirmationView(AccountScreen):
    """Asks for somebody's word that an account belongs to a person they know."""

    page_title = "Confirm an account"
    header_icon = "user"
    template_name = "community/confirm_account.html"

    def get_context_data(self, **kwargs):
        known = standing(self.object, self.request.user)
        return super().get_context_data(**known, **kwargs)

    def post(self, request, *args, **kwargs):
        """Confirm it, or say why it cannot be."""
        user = self.get_object()
        address = request.POST.get("address", "")
        if obstacle := accounts.confirm(user.pk, request.user, address):
            messages.error(request, obstacle)
            return redirect("wagtailusers_users:confirm", user.pk)
        messages.success(request, f"{confirmations.name_of(user)} may approve texts now.")
        return redirect("wagtailusers_users:index")
