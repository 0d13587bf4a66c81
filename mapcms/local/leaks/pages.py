"""Pages in every state in which readers must not have their words."""

from datetime import timedelta

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import ContentPage
from editorial.actions import review, submission, withdrawal
from editorial.actions.bulk_publish import publish_as
from editorial.models import Basis
from home.demo.desk import done, verdict
from mapcms.local.leaks.marking import mark
from sharing.replies.pages import TakesReplies

PUBLIC = "public"
OPEN = "Anybody may read that it is gone."


def page_types():
    """The first live page of each type that the site has, those that are public first."""
    models = [m for m in apps.get_models() if issubclass(m, ContentPage)]
    firsts = [model.objects.live().order_by("pk").first() for model in models]
    pages = [page for page in firsts if page]
    return sorted(pages, key=lambda page: bool(page.get_view_restrictions()))


def is_one_of_many(page):
    """Whether a site may have several pages like this one."""
    return page.max_count is None


def copy_of(page, words, what):
    """A draft like a page, with a word in all its texts; returns (page, word)."""
    meaning = f"{what}, {page._meta.verbose_name}"
    is_public = what == PUBLIC and not page.get_view_restrictions()
    word = words.public(meaning) if is_public else words.hidden(meaning)
    slug = f"{page.slug[:40]}-{what}".replace(" ", "-")
    writer = someone("Content Editors")
    copied = page.copy(
        update_attrs={"slug": slug, "owner": writer}, keep_live=False, user=writer
    )
    marked = type(page).objects.get(pk=copied.pk)
    mark(marked, word)
    marked.save()
    marked.save_revision(user=writer)
    return type(page).objects.get(pk=marked.pk), word


def someone(group, number=0):
    """An account that may do what a group may."""
    people = get_user_model().objects.filter(groups__name=group, is_active=True)
    return people.order_by("pk")[number]


def page_open_to_replies():
    """A public page to which readers may reply."""
    return next(
        page
        for model in TakesReplies.__subclasses__()
        for page in model.objects.live().public()
        if page.is_open_to_replies
    )


def publish(page):
    """Make a page public as content that a command made."""
    publish_as(Basis.BULK, page.latest_revision)
    connection.finish_collected()  # the feed knows of it before it goes


def send(page, note):
    """Send a page for approval."""
    return done(submission.send(page.pk, someone("Content Editors"), note=note))


# The states, each a function of a page and a word for what people say about it


def draft(page, words):
    """Nobody sent it."""


def waiting(page, words):
    """A second person has yet to read it."""
    send(page, words.hidden("a note for the Moderator"))


def returned(page, words):
    """A Moderator asks for more."""
    state = send(page, words.hidden("a note with a text that was returned"))
    said = words.hidden("a Moderator's words to an author")
    done(review.send_back(verdict(state, page, someone("Moderators"), said)))


def scheduled(page, words):
    """It is approved and goes public on a day to come."""
    page.go_live_at = timezone.now() + timedelta(days=30)
    page.save_revision(user=someone("Content Editors"))
    page = type(page).objects.get(pk=page.pk)
    state = send(page, words.hidden("a note with a text that was approved"))
    said = words.hidden("a Moderator's words with an approval")
    done(review.approve(verdict(state, page, someone("Moderators"), said)))


def expired(page, words):
    """It was public until its time was over."""
    publish(page)
    ended = timezone.now() - timedelta(minutes=1)
    Page.objects.filter(pk=page.pk).update(expire_at=ended)
    call_command("publish_scheduled", verbosity=0)


def withdrawn(page, words):
    """It was public, and a Moderator took it away."""
    publish(page)
    note = words.hidden("a private note on a withdrawal")
    done(withdrawal.withdraw(page.pk, someone("Moderators"), OPEN, note))


def binned(page, words):
    """It was taken away and lies in the bin."""
    withdrawn(page, words)
    done(withdrawal.to_bin(page.pk, someone("Moderators")))


def for_accounts(page, words):
    """It was public, and is for people with an account now."""
    make_private(page, restriction_type=PageViewRestriction.LOGIN)


def for_a_group(page, words):
    """It was public, and is for a group now."""
    made = make_private(page, restriction_type=PageViewRestriction.GROUPS)
    made.groups.set([Group.objects.get(name="Moderators")])


def with_a_password(page, words):
    """It was public, and has a password now."""
    password = words.hidden("the password of a page")
    make_private(page, restriction_type=PageViewRestriction.PASSWORD, password=password)


def make_private(page, **how):
    """Publish a page, then shut it as the form of its privacy does."""
    publish(page)
    restriction = PageViewRestriction(page=Page.objects.get(pk=page.pk), **how)
    restriction.save(user=someone("Moderators"))
    return restriction


def rewritten(page, words):
    """Readers had its words once; today it says something else."""
    before = page.revisions.order_by("pk").first()
    publish(page)
    today = before.as_object()
    today.slug = page.slug
    make = words.hidden if page.get_view_restrictions() else words.public
    mark(today, make(f"the words of today, {page._meta.verbose_name}"))
    today.save_revision(user=someone("Content Editors"))
    publish(type(page).objects.get(pk=page.pk))


def deleted(page, words):
    """It was public, and is not there any more."""
    binned(page, words)
    type(page).objects.get(pk=page.pk).delete()


STATES = (
    *(draft, waiting, returned, scheduled, expired, withdrawn, binned, for_accounts),
    *(for_a_group, with_a_password, rewritten, deleted),
)
# Where readers still have a page at the address.
STILL_THERE = {rewritten}


def plant_pages(words, whole):
    """
    Have pages in every state.

    Args:
        words: the `Words`.
        whole: whether each state is taken by a page of each type, or by one.

    Returns:
        The pages that readers must not have, as they were before, and those of which
        there is one, whose newest version readers must not have.
    """
    many, ones = [], []
    for page in page_types():
        (many if is_one_of_many(page) else ones).append(page)
    hidden = []
    for number, state in enumerate(STATES):
        chosen = many if whole else [many[number % len(many)]]
        for page in chosen:
            name = state.__name__.replace("_", " ")
            made, _ = copy_of(page, words, name)
            state(made, words)
            if state not in STILL_THERE:
                hidden.append(made)
    for page in [*ones, *many]:
        change(page, words)
    return hidden


def change(page, words):
    """Have a public page with a newer version that nobody approved."""
    version = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    mark(version, words.hidden(f"a newer version, {page._meta.verbose_name}"))
    version.save_revision(user=someone("Content Editors"))


def plant_public(words):
    """Have a page of each type published, whose word the walk must find."""
    for page in filter(is_one_of_many, page_types()):
        made, _ = copy_of(page, words, PUBLIC)
        publish(made)
