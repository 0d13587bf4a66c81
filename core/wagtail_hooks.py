"""What the core room adds to Wagtail: who may download what, and aids to writing."""

from django.contrib.contenttypes.models import ContentType
from django.dispatch import receiver
from django.http import Http404
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import Page, ReferenceIndex
from wagtail.signals import page_published

from core.links import PublicPageLink
from core.queries import public_pages


@hooks.register("before_serve_document")
def only_documents_in_use(document, request):
    """
    Readers may download a document as long as a public page uses it.

    Raises:
        Http404: no public page uses it, and nobody who may edit pages asks.
    """
    if not request.user.has_perm("wagtailadmin.access_admin") and not is_public(document):
        raise Http404


def is_public(document):
    """Whether a page that any visitor may read uses the document."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(document)
    users = references.filter(base_content_type=pages).values_list("object_id", flat=True)
    return public_pages().filter(pk__in=[int(key) for key in users]).exists()


@receiver(page_published)
def index_references_at_once(sender, instance, **kwargs):
    """A page's documents can be had the moment it is public, worker or not."""
    ReferenceIndex.create_or_update_for_object(instance)


@hooks.register("register_rich_text_features", order=100)
def link_to_public_pages_only(features):
    """Wagtail's own links would tell readers the address of a draft."""
    features.register_link_type(PublicPageLink)


@hooks.register("insert_global_admin_js")
def word_counter():
    """Counts words under fields that have a limit."""
    return format_html('<script src="{}" defer></script>', static("core/words.js"))


@hooks.register("insert_global_admin_css")
def forms_on_phones():
    """Keeps long forms within a small screen."""
    return format_html('<link rel="stylesheet" href="{}">', static("core/admin.css"))
