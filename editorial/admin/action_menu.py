"""The buttons at the foot of a page's form, in words that people use."""

from dataclasses import asdict

from django.apps import apps
from django.forms import Media
from django.urls import reverse
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PublishMenuItem,
    RestartWorkflowMenuItem,
    SaveDraftMenuItem,
    SubmitForModerationMenuItem,
    UnpublishMenuItem,
)

from community.roles import is_steering, may_decide
from editorial.actions.submission import may_take_back, running_review
from editorial.validation import obstacles
from editorial.validation.summary import TO_PUT_RIGHT, label_of, summary

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


class MainButtons(ActionMenuItem):
    """The buttons side by side, before them what the form still needs."""

    name = "main-buttons"
    template_name = "editorial/form_buttons.html"

    def __init__(self, items):
        super().__init__(order=0)
        self.items = items

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        sends = any(isinstance(item, SendItem) for item in self.items)
        return {
            **context,
            "buttons": [item.render_html(parent_context) for item in self.items],
            "needs": needs_of(page_class(parent_context)) if sends else [],
            "lines": lines_in_the_way(parent_context),
        }

    @property
    def media(self):
        """The media of the buttons."""
        return sum((item.media for item in self.items), Media())


def page_class(context):
    """The type of the page that a form is about."""
    if context["view"] != "create":
        return context["page"].specific_class
    asked = context["request"].resolver_match.kwargs
    names = asked["content_type_app_name"], asked["content_type_model_name"]
    return apps.get_model(*names)


def needs_of(model):
    """What a type of page needs before it is sent, for the form's script."""
    return [
        {**asdict(need), "label": label_of(model(), need.field)}
        for need in getattr(model, "needs", ())
    ]


def lines_in_the_way(context):
    """What keeps the saved version from its readers, if the form is opened to see it."""
    if context["view"] != "edit" or TO_PUT_RIGHT not in context["request"].GET:
        return []
    version = context["page"].get_latest_revision_as_object()
    return [asdict(line) for line in summary(version, obstacles(version))]


OURS = (SendItem, DecideItem, TakeBackItem, BreakGlassItem)
MAIN = (SaveDraftMenuItem, SendItem, DecideItem)


def construct(menu_items, request, context):
    """Put our items in place of Wagtail's, what most people need before the arrow."""
    items = [item for item in menu_items if not isinstance(item, REPLACED)]
    items += [item for item in (make() for make in OURS) if item.is_shown(context)]
    items.sort(key=lambda item: item.order)
    main = [item for item in items if isinstance(item, MAIN)]
    others = [item for item in items if item not in main]
    menu_items[:] = [MainButtons(main), *others] if main else others
