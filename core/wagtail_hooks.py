"""What the core room adds to Wagtail: references at once, and aids to writing."""

from django.dispatch import receiver
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import ReferenceIndex
from wagtail.signals import page_published

from core import signals, spreadsheets
from core.richtext.drive_links import LINK_RULE
from core.richtext.page_links import PublicPageLink

spreadsheets.hold_no_formulas()


@receiver(page_published)
def index_references_at_once(sender, instance, **kwargs):
    """A page's documents can be had the moment it is public, worker or not."""
    ReferenceIndex.create_or_update_for_object(instance)


@hooks.register("after_copy_page")
def tell_of_copy(request, page, new_page):
    """The admin copies pages without `ContentPage.copy()`."""
    signals.copied.send(type(page), page=page, copy=new_page)


class PagesToRead(PagesAdminAPIViewSet):
    """What the admin's menus and choosers ask of pages. The screens are what acts."""

    actions: dict = {}


@hooks.register("construct_admin_api")
def no_actions(router):
    """Of two doors to the same action one would be forgotten."""
    router.register_endpoint("pages", PagesToRead)


@hooks.register("register_rich_text_features", order=100)
def link_to_public_pages_only(features):
    """Wagtail's own links would tell readers the address of a draft."""
    features.register_link_type(PublicPageLink)


@hooks.register("register_rich_text_features", order=100)
def keep_links_to_drives(features):
    """Wagtail's own rule would drop their address before a check could name it."""
    features.register_converter_rule("contentstate", "link", LINK_RULE)


@hooks.register("insert_global_admin_js")
def aids_to_writing():
    """Counts under fields that have a limit; keeps what the editor loses when pasting."""
    scripts = ((static(f"core/{name}.js"),) for name in ("words", "paste"))
    return format_html_join("\n", '<script src="{}" defer></script>', scripts)


@hooks.register("insert_global_admin_css")
def forms_on_phones():
    """Keeps long forms within a small screen."""
    return format_html('<link rel="stylesheet" href="{}">', static("core/admin.css"))
