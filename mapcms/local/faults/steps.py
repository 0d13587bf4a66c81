"""What faults need of the site's inside, each step in a process of its own, as JSON."""

import json
import secrets
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from background.models import ClockRun, OutboxMessage
from core.models import CustomDocument
from editorial.actions import review, submission
from editorial.models import Decision, ReviewState
from home.demo.desk import done, verdict
from mapcms.local.leaks.pages import someone
from mapcms.local.leaks.planting import session_of
from operations.reports import report_of
from sharing.models import Submission
from stories.models import KMStoryPage

PROOFS = ("audit_publications", "feed_check")


def give(value):
    """Hand something to whoever asked for the step."""
    print(json.dumps(value))


def texts(count):
    """A draft of a story, as often as wanted, by somebody who writes."""
    original = KMStoryPage.objects.live().order_by("pk").first()
    writer = someone("Content Editors")
    for _ in range(count):
        update = {"slug": f"text-{secrets.token_hex(8)}", "owner": writer}
        copy = original.copy(update_attrs=update, keep_live=False, user=writer)
        yield KMStoryPage.objects.get(pk=copy.pk)


def prepare(count):
    """Have texts to save, to send and to approve, and people who do it."""
    writer = someone("Content Editors")
    waiting = [page.pk for page in texts(count)]
    for key in waiting:
        done(submission.send(key, writer))
    give(
        {
            "save": [page.pk for page in texts(1)],
            "submit": [page.pk for page in texts(count)],
            "approve": waiting,
            "states": {key: state_of(key) for key in waiting},
            "editor": session_of(writer),
            "moderator": session_of(someone("Moderators")),
        }
    )


def state_of(key):
    """The review in which a page waits."""
    return ReviewState.objects.waiting().for_page(Page.objects.get(pk=key)).get().pk


# Whether what was acknowledged is there, and once


def shared(title):
    """How often something that was begun is there."""
    return Submission.objects.filter(answers__title=title).count()


def uploaded(title):
    """How often a file is there, with its words."""
    found = CustomDocument.objects.filter(title=title)
    whole = [one for one in found if default_storage.open(one.file.name).read()]
    return len(whole)


def submitted(key):
    """How often a text waits."""
    page = Page.objects.get(pk=key)
    return ReviewState.objects.waiting().for_page(page).count()


def approved(key):
    """How often a text was approved, if it is public."""
    page = Page.objects.get(pk=key)
    decisions = Decision.objects.filter(page_id=key, outcome="approved").count()
    published = PageLogEntry.objects.filter(page=key, action="wagtail.publish").count()
    return max(decisions, published) if page.live else 0


COUNTS = {"share": shared, "upload": uploaded, "submit": submitted, "approve": approved}


def look(path):
    """What of the acknowledged actions in a file is lost, or there twice."""
    told = json.loads(Path(path).read_text())
    counts = {
        f"{kind} {key}": COUNTS[kind](key)
        for kind, keys in told.items()
        if kind in COUNTS
        for key in keys
    }
    lost = [name for name, count in counts.items() if not count]
    lost += lost_words(told.get("save", []))
    give({"lost": lost, "twice": [name for name, count in counts.items() if count > 1]})


def lost_words(saved):
    """Where a text's newest words are older than those that were acknowledged last."""
    for key, number in saved[-1:] if saved else ():
        title = Page.objects.get(pk=key).get_latest_revision_as_object().title
        if int(title.rpartition(" ")[2]) < number:
            yield f"save {number}"


def prove():
    """What the site's own proofs find amiss."""
    give([f"{name}." for name in PROOFS if not report_of(name)[1]])


# Letters


def letters():
    """How many letters wait, were given up and were sent, and why not yet."""
    found = OutboxMessage.objects.filter(kind="mail")
    waiting = found.waiting()
    reasons = waiting.exclude(last_error="").order_by("-attempted_at")
    last = reasons.values_list("last_error", flat=True).first() or ""
    counts = {"waiting": waiting.count(), "sent": found.sent().count()}
    give({**counts, "parked": found.parked().count(), "last": last})


def make_due():
    """Let the time come for every message that waits."""
    give(OutboxMessage.objects.waiting().update(next_attempt_at=timezone.now()))


# The schedule


def schedule(count):
    """Have texts that were approved and whose time has come; return their keys."""
    keys = []
    for page in texts(count):
        page.go_live_at = timezone.now() + timedelta(seconds=1)
        page.save_revision(user=someone("Content Editors"))
        state = done(submission.send(page.pk, someone("Content Editors")))
        done(review.approve(verdict(state, page, someone("Moderators"), "Yes.")))
        keys.append(page.pk)
    give(keys)


def forget_schedule():
    """Let every job of the schedule be due."""
    give(ClockRun.objects.all().delete()[0])


def published(keys):
    """How often each of some pages was published."""
    give({key: approved(key) for key in keys})
