"""What the core room adds to Wagtail: references at once, and aids to writing."""

from django.contrib import messages
from django.dispatch import receiver
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.models import Page
from wagtail.signals import page_published

from core import signals, spreadsheets
from core.indexing.tasks import write_references
from core.pages.slugs import SITES_OWN, sites_own_address
from core.richtext.drive_links import LINK_RULE
from core.richtext.page_links import PublicPageLink

spreadsheets.hold_no_formulas()

NUMBERED = "Its address ends in “{}”, because “{}” is in use already."


@receiver(page_published)
def index_references_at_once(sender, instance, **kwargs):
    """A page's documents can be had the moment it is public, worker or not."""
    write_references(instance)


@hooks.register("after_copy_page")
def tell_of_copy(request, page, new_page):
    """The admin copies pages without `ContentPage.copy()`."""
    signals.copied.send(type(page), page=page, copy=new_page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_copy_page")
def tell_of_numbered_slug(request, *pages):
    """Say that a page got another address than somebody typed, and why."""
    typed = request.POST.get("slug") or request.POST.get("new_slug")
    slug = pages[-1].slug
    if typed and slug != typed and request.accepts("text/html"):
        messages.info(request, NUMBERED.format(slug, typed))


@hooks.register("before_move_page")
def keep_from_sites_addresses(request, page, destination):
    """Say why a page cannot stand below another, rather than move it."""
    return refuse_move(request, [page], destination)


@hooks.register("before_bulk_action")
def keep_several_from_sites_addresses(request, action_type, objects, action):
    """The same for several pages; then none is moved."""
    if action_type != "move" or request.method != "POST":
        return None
    return refuse_move(request, objects, action.cleaned_form.cleaned_data["chooser"])


def refuse_move(request, pages, destination):
    """Lead back to a page's place if it would have an address of the site, else None."""
    for page in pages:
        if address := sites_own_address(f"{destination.url_path}{page.slug}/", page):
            words = f"“{page}” was not moved. {SITES_OWN.format(address)}"
            messages.error(request, words)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("construct_admin_api")
def no_actions(router):
    """Pages are only read there: of two doors to an action one would be forgotten.

    Wagtail 8.1 has no such interface any more, and does not ask.
    """
    _, pages = router.get_model_endpoint(Page)
    router.register_endpoint("pages", type("PagesToRead", (pages,), {"actions": {}}))


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
    """Counts under fields with a limit; keeps what pasting or leaving would lose."""
    scripts = ((static(f"core/{name}.js"),) for name in ("words", "paste", "drafts"))
    return format_html_join("\n", '<script src="{}" defer></script>', scripts)


@hooks.register("insert_global_admin_js", order=-1)
def ends_of_sessions():
    """Warns before somebody is signed out; lets them sign in again over the screen."""
    return format_html(
        '<script src="{}" data-session="{}" data-login="{}" data-logout="{}" '
        'data-back="{}"></script>\n<script src="{}" data-stay="{}" defer></script>',
        static("core/signin.js"),
        reverse("draft_session"),
        reverse("wagtailadmin_login"),
        reverse("wagtailadmin_logout"),
        reverse("session_back"),
        static("core/session.js"),
        reverse("session_stay"),
    )


@hooks.register("insert_global_admin_css")
def forms_on_phones():
    """Keeps long forms within a small screen."""
    return format_html('<link rel="stylesheet" href="{}">', static("core/admin.css"))
