"""The buttons at the foot of a page's form, in words that people use."""

from django.urls import reverse
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
)

from community.roles import is_steering, may_decide
from editorial.actions.submission import may_take_back, running_review

REPLACED = (
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
)


class SendItem(ActionMenuItem):
    """Save, then look at it once more and send it."""

    name = "action-send"
    label = "Send for approval"
    icon_name = "mail"
    order = 10

    def is_shown(self, context):
        """Wherever a text may be sent."""
        if context["view"] == "create":
            return context["parent_page"].has_workflow
        permissions = self.get_user_page_permissions_tester(context)
        allowed = permissions.can_submit_for_moderation()
        return allowed and not context["locked_for_user"]


class PageItem(ActionMenuItem):
    """An item about a page that exists already."""

    def is_shown(self, context):
        """Only where the page is there, and the person may do this."""
        return context["view"] == "edit" and self.is_for(context)

    def is_for(self, context):
        """Whether the person may do this with this page."""
        raise NotImplementedError


class DecideItem(PageItem):
    """To the screen on which the text is read and decided about."""

    name = "decide"
    label = "Read and decide"
    icon_name = "tasks"
    order = 5

    def is_for(self, context):
        in_review = context["page"].workflow_in_progress
        return in_review and may_decide(context["request"].user)

    def get_url(self, context):
        return reverse("editorial:review", args=(running_review(context["page"]).pk,))


class TakeBackItem(PageItem):
    """Make a text that waits a draft again."""

    name = "take-back"
    label = "Take it back"
    icon_name = "undo"
    order = 20
    template_name = "editorial/take_back_item.html"

    def is_for(self, context):
        state = context["page"].current_workflow_state
        return bool(state) and may_take_back(state, context["request"].user)

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        page = parent_context["page"]
        return {**context, "action": reverse("editorial:take_back", args=(page.pk,))}


class BreakGlassItem(PageItem):
    """Publish at once, for a reason."""

    name = "break-glass"
    label = "Publish without review"
    icon_name = "warning"
    order = 90

    def is_for(self, context):
        page = context["page"]
        is_news = page.has_unpublished_changes or not page.live
        return is_news and is_steering(context["request"].user)

    def get_url(self, context):
        return reverse("editorial:break_glass", args=(context["page"].pk,))


OURS = (SendItem, DecideItem, TakeBackItem, BreakGlassItem)


def construct(menu_items, request, context):
    """Put our items in place of Wagtail's."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, REPLACED)]
    menu_items += [item for item in (make() for make in OURS) if item.is_shown(context)]
    menu_items.sort(key=lambda item: item.order)
