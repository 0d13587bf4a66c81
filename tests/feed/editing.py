"""What editors do, each to a page that chance chooses, and several at once."""

import itertools
import threading

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, OperationalError, connection, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from core.models import ChangeNote, GlossaryEntry, Theme
from core.pages.approval import NotApproved
from editorial.actions import withdrawal
from home.models import HomePage
from stories.models import KMStoryPage, MapStoryPage, StoryIndexPage
from tests import factories
from toolkit.models import DriverPage, SectionPage

TRIES = 5
# For addresses that nobody has used before.
SERIAL = itertools.count()
# Somebody else deleted or published the page first; nothing of this is done.
OVERTAKEN = (ObjectDoesNotExist, DatabaseError, NotApproved)


def some(model, chance, **filters):
    """One of the pages of a type, whichever the number says; None without any."""
    pages = list(model.objects.filter(**filters).order_by("pk"))
    return pages[chance % len(pages)] if pages else None


def rewrite(model):
    def act(chance):
        if page := some(model, chance, live=True):
            page.title = f"{model.__name__} {chance}"
            factories.publish(page)

    return act


def withdraw(chance, people):
    if page := some(KMStoryPage, chance, live=True):
        other = some(DriverPage, chance) if chance % 2 else None
        withdrawal.withdraw(page.pk, people, f"Reason {chance}", replacement=other)


def restore(chance):
    if page := some(KMStoryPage, chance, live=False):
        factories.publish(page)


def expire(chance):
    if page := some(MapStoryPage, chance, live=True):
        page.unpublish()


def rename(chance):
    if page := some(SectionPage, chance, live=True):
        page.slug = f"section-{page.pk}-{chance}"
        factories.publish(page)


def hide(chance):
    if page := some(SectionPage, chance):
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.LOGIN
        )


def show(chance):
    if restriction := PageViewRestriction.objects.order_by("?").first():
        restriction.delete()


def rename_term(chance):
    theme = Theme.objects.order_by("pk")[chance % 2]
    theme.name = f"Theme {chance} {theme.slug}"
    theme.save()


def note(chance):
    if page := some(KMStoryPage, chance, live=True):
        ChangeNote.objects.create(page=page, at=timezone.now(), note=f"Note {chance}")


def rename_list(chance):
    page = some(StoryIndexPage, chance)
    page.title = f"Stories {chance}"
    factories.publish(page)


def rewrite_front(chance):
    page = some(HomePage, chance)
    page.seo_title = f"Front {chance}"
    factories.publish(page)


def explain(chance):
    GlossaryEntry.objects.create(acronym=f"KM{next(SERIAL)}", long_form="page")


def lead_on(chance):
    Redirect.objects.create(old_path=f"/old-{next(SERIAL)}", redirect_link="/stories/")


def save_draft(chance):
    if page := some(MapStoryPage, chance):
        page.title = f"Draft {chance}"
        page.save_revision()


def move(chance):
    sections = list(SectionPage.objects.order_by("pk"))
    page, target = sections[chance % len(sections)], sections[chance // 9 % len(sections)]
    if page != target and not target.is_descendant_of(page):
        page.move(target, pos="last-child")


def create(chance):
    parent = KMStoryPage.objects.first().get_parent()
    factories.KMStoryFactory(
        parent=parent, title=f"New {chance}", slug=f"new-{next(SERIAL)}"
    )


def delete(chance):
    if KMStoryPage.objects.count() > 3:
        Page.objects.get(pk=some(KMStoryPage, chance).pk).specific.delete()


TEXTS = [
    rewrite(KMStoryPage),
    rewrite(MapStoryPage),
    rewrite(DriverPage),
    restore,
    expire,
    rename,
    hide,
    show,
    rename_term,
    note,
    rename_list,
    rewrite_front,
    explain,
    lead_on,
    save_draft,
]
# Changes of the tree itself; Wagtail's tree takes one at a time.
TREE = [move, create, delete]


def carry_out(act, *arguments):
    """Do it in a transaction, again if the database asks for that."""
    try:
        for left in reversed(range(TRIES)):
            try:
                with transaction.atomic():
                    act(*arguments)
                return
            except OperationalError:
                if not left:
                    raise
            except OVERTAKEN:
                return
    finally:
        connection.close()


def do_beside(acts, meanwhile):
    """Do several things in threads of their own; return what went wrong."""
    failures = []

    def run(act, number):
        try:
            carry_out(act, number)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=run, args=act) for act in acts]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        meanwhile()
    return failures
