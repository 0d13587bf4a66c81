"""What may change what the feed shows, wherever it is done.

Next: `feed.index.changes.PendingChanges`, into which these functions write.
"""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
)

from core import signals
from core.caching.signal_handlers import OF_DRAFTS
from core.models import ChangeNote, ContentPage, GlossaryEntry, SearchWording, Term
from core.models.media import KeptFile
from feed.index import changes
from feed.index.references import source_name


@receiver([page_published, page_unpublished])
def page_turned(sender, instance, **kwargs):
    """A page was published, or is not public any more."""
    changes.mark_page(instance.pk)


@receiver(post_save)
def page_was_saved(sender, instance, update_fields=None, **kwargs):
    """Whatever saves a page may change it, unless it only notes a draft."""
    if issubclass(sender, ContentPage) and not (
        update_fields and set(update_fields) <= OF_DRAFTS
    ):
        changes.mark_page(instance.pk)


@receiver(signals.readdressed)
def address_changed(sender, page, **kwargs):
    """A page and those below it have other addresses."""
    changes.mark_tree(page.pk)


@receiver(post_page_move)
def page_moved(sender, instance, **kwargs):
    """A page and those below it stand elsewhere, perhaps where they are private."""
    changes.mark_tree(instance.pk)


@receiver(post_delete)
def page_is_gone(sender, instance, **kwargs):
    """A page was deleted; what is left of it is its tombstone."""
    if issubclass(sender, Page):
        changes.mark_page(instance.pk)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(sender, instance, **kwargs):
    """A page and those below it are private, or not any more."""
    changes.mark_tree(instance.page_id)


@receiver([post_save, post_delete], sender=Site)
def site_changed(sender, instance, **kwargs):
    """Every address may be another one."""
    changes.mark_everything()


@receiver([post_save, post_delete])
def source_changed(sender, instance, **kwargs):
    """A term or a file that items show is different."""
    if issubclass(sender, Term):
        changes.mark_term(source_name(sender, instance.pk))
    elif issubclass(sender, KeptFile):
        changes.mark_source(source_name(sender, instance.pk))


@receiver([post_save, post_delete], sender=GlossaryEntry)
def glossary_changed(sender, **kwargs):
    """A search finds something else by the same words."""
    changes.mark_vocabulary()


@receiver([pre_save, post_save, post_delete], sender=SearchWording)
def wording_changed(sender, instance, **kwargs):
    """A page, the one before or the one now, or a term has other names."""
    changes.mark_vocabulary()
    before = sender.objects.filter(pk=instance.pk).values_list("page", flat=True).first()
    for key in {before, instance.page_id} - {None}:
        changes.mark_page(key)


@receiver([post_save, post_delete], sender=Redirect)
def redirect_changed(sender, **kwargs):
    """An old address leads elsewhere, or nowhere."""
    changes.mark_vocabulary()


@receiver([post_save, post_delete], sender=ChangeNote)
def history_changed(sender, instance, **kwargs):
    """Readers are told of another change."""
    changes.mark_page(instance.page_id)


@receiver(m2m_changed)
def terms_changed(sender, instance, action, **kwargs):
    """A page has other terms."""
    if action.startswith("post_") and isinstance(instance, ContentPage):
        changes.mark_page(instance.pk)


@receiver(signals.withdrawn)
def was_withdrawn(sender, page, reason, replacement, **kwargs):
    """Somebody took a page away, with a sentence for readers."""
    changes.mark_withdrawn(page, reason, replacement)


@receiver(signals.restored)
def was_restored(sender, page, **kwargs):
    """It is not withdrawn any more, even where it is not public for another reason."""
    changes.mark_withdrawn(page, "", None)


@receiver(signals.terms_merged)
def terms_were_merged(sender, old, new, **kwargs):
    """Pages that had one term have another."""
    changes.mark_term(source_name(sender, old.pk))
    changes.mark_term(source_name(sender, new.pk))


@receiver([signals.names_settled, signals.shown_otherwise])
def pages_read_differently(sender, pages, **kwargs):
    """Pages have the term of a name that was typed on them, or show other replies."""
    for key in pages:
        changes.mark_page(key)
