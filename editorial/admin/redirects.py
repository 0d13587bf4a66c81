"""Redirects: those to pages are usual; those that leave the site are marked and told."""

from django.conf import settings
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import get_active_log_context

from community import roles
from editorial import letters

HELP = (
    "Choose a page instead, if you can. An address on another site is marked in the "
    "list, and everybody who decides about texts gets a letter about it."
)


def explain():
    """Say beside the field what another site's address means."""
    RedirectForm.base_fields["redirect_link"].help_text = HELP


def leaves_the_site(link):
    """Whether an address leads to another site than ours."""
    is_path = link.startswith("/") and link[1:2] not in {"/", "\\"}
    is_ours = f"{link}/".startswith(f"{settings.BASE_URL}/")
    return bool(link) and not is_path and not is_ours


def to_other_sites():
    """The redirects by which readers leave the site."""
    found = Redirect.objects.exclude(redirect_link="").filter(redirect_page=None)
    return [redirect for redirect in found if leaves_the_site(redirect.redirect_link)]


@receiver(pre_save, sender=Redirect)
def remember_where_it_led(sender, instance, **kwargs):
    """So that nobody hears twice of the same."""
    kept = sender.objects.filter(pk=instance.pk).values_list("redirect_link", flat=True)
    instance.led_to = kept.first()


@receiver(post_save, sender=Redirect)
def tell_of_another_site(sender, instance, **kwargs):
    """Everybody who decides hears when an address of ours leads to another site."""
    link = instance.redirect_link
    if instance.redirect_page_id or link == instance.led_to or not leaves_the_site(link):
        return
    by = get_active_log_context().user
    for user in roles.in_groups(*roles.APPROVING) | roles.administrators():
        letters.leads_elsewhere(user, instance, by)
