"""What is done to several accounts at once, as to each by itself."""

from wagtail.log_actions import log
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from community import accounts


class TheirsToChange:
    """Something done only to the accounts that somebody may change."""

    def check_perm(self, obj):
        """Whether it may be done to this one."""
        return super().check_perm(obj) and accounts.may_change(self.request.user, obj)


class GiveRole(TheirsToChange, AssignRoleBulkAction):
    """Give several people a role."""

    def get_form(self, *args, **kwargs):
        """The form, with the roles that are this person's to give."""
        form = super().get_form(*args, **kwargs)
        form.fields["role"].queryset = accounts.roles_given_by(self.request.user)
        return form


class Delete(TheirsToChange, DeleteBulkAction):
    """Delete several accounts."""

    @classmethod
    def execute_action(cls, objects, **kwargs):
        """Write each down, and delete them."""
        for user in objects:
            log(user, "wagtail.delete", deleted=True)
        return super().execute_action(objects, **kwargs)


class SwitchOnOrOff(TheirsToChange, SetActiveStateBulkAction):
    """Switch several accounts on or off."""

    @classmethod
    def execute_action(cls, objects, mark_as_active=False, user=None, **kwargs):
        """Switch each but the person's own, so that it is logged and told."""
        others = [account for account in objects if account != user]
        for account in others:
            account.is_active = mark_as_active
            account.save(update_fields=["is_active"])
        return len(others), 0
