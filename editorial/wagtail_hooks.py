"""What the editorial room adds to Wagtail's admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from wagtail import hooks, workflows
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab
from wagtail.admin.widgets.button import Button
from wagtail_modeladmin.options import modeladmin_register

from community.roles import may_decide
from core.page_checks import HOOK
from editorial import urls
from editorial.admin import (
    action_menu,
    dashboard,
    edit_hooks,
    log_actions,
    menus,
    permission_policies,
    redirects,
)
from editorial.admin.withdrawal_reasons import WithdrawalReasonAdmin
from editorial.forms import MailChoiceForm
from editorial.models import MailChoice, ReviewTask
from editorial.page_checks import general_checks
from editorial.views import files

modeladmin_register(WithdrawalReasonAdmin)

hooks.register(HOOK, general_checks)
hooks.register("before_bulk_action", files.before_bulk_action)

redirects.explain()
permission_policies.register()

# Where Wagtail keeps the kinds of step that can be chosen: in no other a text is read.
workflows.TASK_TYPES[:] = [ReviewTask]


@hooks.register("register_admin_urls")
def screens():
    """The editorial screens, below /admin/editorial/, and two in place of Wagtail's."""
    picture, document = files.PictureDeleteView, files.FileDeleteView
    return [
        path("editorial/", include(urls)),
        path("images/<int:image_id>/delete/", picture.as_view(), name="delete_picture"),
        path(
            "documents/delete/<int:document_id>/", document.as_view(), name="delete_file"
        ),
    ]


@hooks.register("register_log_actions")
def sentences(actions):
    """The history of pages in sentences."""
    log_actions.register(actions)


@hooks.register("insert_global_admin_css")
def look():
    """The look of the editorial screens."""
    sheet = static("editorial/editorial.css")
    return format_html('<link rel="stylesheet" href="{}">', sheet)


@hooks.register("insert_editor_js")
def aids_to_sending():
    """What the form still needs, and the way to each field that is at fault."""
    return format_html('<script src="{}" defer></script>', static("editorial/form.js"))


@hooks.register("register_admin_menu_item")
def queue_in_menu():
    """The queue stands first."""
    return menus.queue()


@hooks.register("construct_reports_menu")
def needed_reports(request, items):
    """The reports that the roles need."""
    menus.keep_needed_reports(request, items)


@hooks.register("construct_settings_menu")
def needed_settings(request, items):
    """The settings that the roles need."""
    menus.keep_needed_settings(items)


@hooks.register("register_help_menu_item")
def guide_in_menu():
    """Our guide stands first among the help."""
    return menus.guide()


@hooks.register("construct_help_menu")
def help_inside(request, menu_items):
    """No help leads to another site."""
    menus.keep_help_inside(menu_items)


@hooks.register("construct_main_menu")
def no_version_in_menu(request, menu_items):
    """The settings say nothing of Wagtail's version."""
    menus.without_version(menu_items)


@hooks.register("construct_page_action_menu")
def buttons_of_the_form(menu_items, request, context):
    """Our buttons in place of Wagtail's."""
    action_menu.construct(menu_items, request, context)


@hooks.register("before_edit_page")
def before_edit(request, page):
    """Tell the person what they should know, or that it is too late."""
    return edit_hooks.before(request, page)


@hooks.register("before_create_page")
def before_create(request, parent_page, page_class):
    """A new page is saved where it cannot be sent."""
    edit_hooks.keep_from_broken_workflow(request, parent_page)


@hooks.register("after_edit_page")
@hooks.register("after_create_page")
def after_edit(request, page):
    """Go on to sending, if that was the button."""
    return edit_hooks.after(request, page)


@hooks.register("register_page_header_buttons")
def buttons_of_the_header(page, user, view_name, next_url=None):
    """What else can be done with a page."""
    yield from page_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def buttons_of_the_listing(page, user, next_url=None):
    """The same beside the page in lists."""
    yield from page_buttons(page, user)


def page_buttons(page, user):
    """Withdraw, bin, and asking somebody outside, as far as the person may."""
    permissions = page.permissions_for_user(user)
    if not permissions.can_edit():
        return
    for label, name, icon in offered(page, permissions):
        address = reverse(f"editorial:{name}", args=(page.pk,))
        yield Button(label, url=address, icon_name=icon, priority=45)


def offered(page, permissions):
    """What somebody may do with a page, as (label, name of the screen, icon)."""
    if page.has_unpublished_changes:
        yield "Ask somebody outside", "advice", "link"
    if not permissions.looks_after or not page.specific_class.can_be_withdrawn:
        return
    if page.live:
        yield "Withdraw", "withdraw", "download"
    elif page.first_published_at:
        yield "Put into the bin", "to_bin", "bin"


@hooks.register("construct_homepage_panels")
def panels(request, panels):
    """What waits for the person comes first."""
    dashboard.construct(request, panels)


@hooks.register("register_account_settings_panel")
class MailPanel(BaseSettingsPanel):
    """How often somebody wants the list of what waits."""

    name = "mail_choice"
    title = "Letters from the site"
    tab = notifications_tab
    order = 100
    form_class = MailChoiceForm

    def is_active(self):
        """Only those who decide get the list."""
        return may_decide(self.user)

    def get_form(self):
        """The form for what the person chose, or for the usual choice."""
        choice = MailChoice.objects.filter(user=self.user).first()
        data = self.request.POST if self.request.method == "POST" else None
        return MailChoiceForm(
            data, instance=choice or MailChoice(user=self.user), prefix=self.name
        )
