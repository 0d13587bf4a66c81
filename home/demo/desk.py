"""What lies on the desk in the demo: texts on their way in, and one taken away."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from core.pages import checklist
from core.pages.fingerprint import fingerprint
from editorial.actions import review, submission, withdrawal
from editorial.actions.bulk_publish import publish_as
from editorial.actions.refusal import ActionRefused
from editorial.models import Basis, Decision
from home.demo import source
from home.demo.fields import fill
from home.demo.moments import morning
from stories.models import KMStoryPage, ReflectionPage

KINDS = {"km-story": KMStoryPage, "reflection": ReflectionPage}


class Desk:
    """
    Writes the demo's texts that are on their way, and does with each what is told of it.

    Args:
        ids: primary keys of the demo's pages by slug.
    """

    def __init__(self, ids):
        self.ids = ids

    def fill(self):
        """Write what is not there yet."""
        for entry in source.read_content("desk")["page"]:
            model = KINDS[entry["kind"]]
            if not model.objects.filter(slug=entry["slug"]).exists():
                self.write(model, entry)

    def write(self, model, entry):
        """Write one text, and let happen to it what happened."""
        way = entry["way"]
        page = model(live=False, **{name: entry[name] for name in ("title", "slug")})
        page.summary = entry["summary"]
        Page.objects.get(pk=self.ids["stories"]).add_child(instance=page)
        page = model.objects.get(pk=page.pk)
        fill(page, entry, self.ids)
        page.save()
        WAYS[way["state"]](page, entry, way)


def person(name):
    """One of the demo's accounts."""
    return get_user_model().objects.get(username=name)


def wait(page, entry, way):
    """Somebody sent it, and a second person has yet to read it."""
    writer = person(way["by"])
    page.save_revision(user=writer)
    return done(submission.send(page.pk, writer, note=way["note"]))


def return_it(page, entry, way):
    """Somebody read it and has a question first."""
    state, decider = wait(page, entry, way), person(way["decided_by"])
    decided(review.send_back(verdict(state, page, decider, way["words"])))


def schedule(page, entry, way):
    """It was approved and goes public on a day to come."""
    page.go_live_at = morning(timezone.localdate() + timedelta(days=way["days"]))
    state = wait(page, entry, way)
    decided(review.approve(verdict(state, page, person(way["decided_by"]), way["words"])))


def withdraw(page, entry, way):
    """It was public, and was taken away for a reason."""
    page.first_published_at = morning(entry["first_published"])
    publish_as(Basis.DEMO, page.save_revision())
    # The feed knows of it before it goes, as if some time had passed.
    connection.finish_collected()
    decider = person(way["decided_by"])
    done(withdrawal.withdraw(page.pk, decider, way["sentence"], way["note"]))


WAYS = {
    "waiting": wait,
    "returned": return_it,
    "scheduled": schedule,
    "withdrawn": withdraw,
}


def verdict(state, page, by, words):
    """What somebody who read a text and decides sends from the review screen."""
    return review.Verdict(
        state_id=state.pk,
        by=by,
        revision_id=state.revision_id,
        fingerprint=fingerprint(state.revision),
        words=words,
        answers=tuple(q.name for q in checklist.missing(page.review_questions, ())),
    )


def decided(result):
    """What was decided the moment it was sent; it says nothing of how long texts wait."""
    Decision.objects.filter(pk=done(result).pk).update(submitted_at=None)


def done(result):
    """What an action gave back; nothing that is made up here is refused."""
    if isinstance(result, ActionRefused):
        raise TypeError(f"{result.message} {result.problems}")
    return result
