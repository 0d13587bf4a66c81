"""What readers sent in, in the demo: one story waits, one is public; and replies."""

import secrets
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone
from wagtail.models import Page

from core.pages.fingerprint import fingerprint
from editorial.actions import review
from editorial.actions.bulk_publish import publish_as
from editorial.actions.submission import running_review
from editorial.models import Basis
from home.demo import desk, source
from home.demo.desk import person
from home.demo.fields import fill
from home.demo.tree import INVENTED
from sharing import receiving, spam
from sharing.models import Reply, Submission
from sharing.models.senders import REPLY_CONSENT
from sharing.replies import actions
from sharing.replies.forms import ReplyForm
from sharing.share_types import share_type
from sharing.submissions import following, readiness, sending, writing
from sharing.submissions.forms import mark_of
from sharing.submissions.person_forms import PersonForm

TOOK = timedelta(minutes=20)


def load_sent_in(ids):
    """
    Send in what is not there yet, as its writers would have.

    Args:
        ids: primary keys of the demo's pages by slug.
    """
    content = source.read_content("sent_in")
    for entry in content["story"]:
        title = entry["answers"]["title"]
        if not Submission.objects.filter(answers__title=title).exists():
            story = send_story(entry)
            if "approved_by" in entry:
                publish(story, entry, ids)
    for entry in content["reply"]:
        send_reply(entry, Page.objects.get(pk=ids[entry["to"]]).specific)


def send_story(entry):
    """Write a story part by part, send it off and confirm it; the `Submission`."""
    kind, answers = share_type(entry["kind"]), entry["answers"]
    story = writing.begin(kind, secrets.token_urlsafe(32))
    for part in kind.parts:
        said = {
            f.name: said_in(answers[f.name]) for f in part.fields if f.name in answers
        }
        story = writing.save_step(story.pk, part, said, mark_of(story.answers, part))
    Submission.objects.filter(pk=story.pk).update(begun_at=timezone.now() - TOOK)
    done(*(remark.sentence for remark in readiness.remarks_on(story) if remark.blocks))
    form = PersonForm({**from_browser(entry), "written": "person", "note": entry["note"]})
    done(*form.errors.values())
    sending.send(story.pk, form.cleaned_data)
    story = sending.confirm(story.pk)
    done(*story.suspicions)
    return story


def publish(story, entry, ids):
    """A Moderator edits it, its writer agrees, and another Moderator approves it."""
    page = following.page_of(story).get_latest_revision_as_object()
    fill(page, entry["edits"], ids)
    page.licence_note = INVENTED
    page.save_revision(user=person(entry["edited_by"]))
    page = following.page_of(story)
    done(following.agree(story.pk, fingerprint(page.latest_revision)))
    approver, state = person(entry["approved_by"]), running_review(page)
    verdict = desk.verdict(state, page, approver, entry["words"])
    desk.decided(review.approve(verdict))
    # As with every text of the demo, readers are told that it is made up.
    publish_as(Basis.DEMO, page.latest_revision)


def said_in(answer):
    """An answer of the file as a form keeps it."""
    return answer.strip() if isinstance(answer, str) else answer


def send_reply(entry, page):
    """Reply to a page, confirm it, and let a Moderator approve it where one did."""
    words = entry["words"].strip()
    key = uuid5(NAMESPACE_URL, f"{page.slug}#{entry['name']}")
    earlier = Reply.objects.filter(page=page.pk, sender__name=entry.get("answers"))
    to = "".join(str(answered.pk) for answered in earlier)
    form = ReplyForm({**from_browser(entry), "words": words, "form_key": key, "to": to})
    done(*form.errors.values())
    reply, token = receiving.keep_once(
        Reply, form, REPLY_CONSENT, page_id=page.pk, to=form.answered(page)
    )
    if token is None:
        return
    done(*receiving.confirm_sent(Reply, token).suspicions)
    if approver := entry.get("approved_by"):
        done(actions.approve(reply.pk, person(approver)))


def from_browser(entry):
    """What every form sends along, with who fills it in."""
    begun = spam.begin(timezone.now() - TOOK)
    who = {name: entry[name] for name in ("name", "email")}
    return {**who, "begun": begun, "consent": "on", "website": ""}


def done(*obstacles):
    """Whoever made these up fills in forms as they ask; anything else is a slip."""
    if any(obstacles):
        raise ValueError(*obstacles)
