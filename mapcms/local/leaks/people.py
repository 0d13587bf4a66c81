"""What people send in, say about drafts, or are called: for Moderators' eyes alone."""

import re
import secrets
from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Comment

from background.models import OutboxMessage
from community.models import User
from core.models import CustomDocument, DraftLink
from feed.models import Reuser, Webhook
from mapcms.local.leaks.pages import PUBLIC, copy_of, page_open_to_replies, someone
from sharing import spam
from sharing.models import Reply, Submission
from sharing.replies import actions as replies
from sharing.share_types import Kind, share_types
from sharing.submissions import ending, following, writing

HOST = {"host": "localhost"}
LINK = re.compile(r"https?://[^/\s]+(/\S+/(?:follow|confirm|withdraw)/\S+)")
SENT = 302


class People:
    """
    Does what people do, through the doors that they have.

    Args:
        words: the `Words`.

    Attributes:
        open: secret links that show their holder a word, with that word.
        closed: secret links that lead nowhere any more.
    """

    def __init__(self, words):
        self.words = words
        self.visitor = Client(headers=HOST)
        self.open, self.closed = {}, []
        self.begun = spam.begin()  # what is sent within seconds is set apart as spam

    def post(self, path, **values):
        """Send a form; it must be taken."""
        answer = self.visitor.post(path, values)
        if answer.status_code not in {SENT, 200}:
            raise RuntimeError(f"{path} answered {answer.status_code}.")
        return answer

    def newest_link(self):
        """The path of the link in the newest letter to a person without an account."""
        for letter in OutboxMessage.objects.filter(kind="mail").order_by("-pk")[:5]:
            if found := LINK.search(letter.payload.get("body", "")):
                return found[1]
        raise LookupError("No letter has a link.")

    def about(self, what):
        """What somebody says of themselves, and that they agree."""
        return {
            "name": self.words.hidden(f"the name of {what}"),
            "email": f"{self.words.hidden(f'the address of {what}')}@example.org",
            "consent": "on",
            "begun": self.begun,
            "website": "",
        }

    # What is sent in

    def send_in_stories(self):
        """Have something of each kind begun, and one of each state sent."""
        for kind in share_types():
            path, _, word = self.begin_draft(kind, "something begun")
            self.open[path] = word
        self.send_in("something nobody confirmed")
        self.receive("something received")
        asked = self.receive("something with a question")
        said = self.words.hidden("a question to somebody")
        refused(following.ask(asked.pk, someone("Moderators"), said))
        declined = self.receive("something declined")
        why = self.words.hidden("why something was declined")
        refused(ending.decline(declined.pk, someone("Moderators"), why))
        gone = self.receive("something erased")
        ending.erase(gone.pk)
        self.closed.append(self.open.popitem()[0])

    def begin_draft(self, kind, what):
        """Begin to write something; return its path, it, and the word in its texts."""
        word = self.words.hidden(f"{what}, {kind.name}")
        token = secrets.token_urlsafe(32)
        draft = writing.begin(kind, token)
        draft.answers = {
            field.name: f"Words {word}"
            for field in kind.fields
            if field.kind in {Kind.LINE, Kind.TEXT} and not field.is_link
        }
        draft.begun_at -= timedelta(hours=1)
        draft.save()
        path = f"/share/draft/{token}/"
        return path, draft, word

    def send_in(self, what):
        """Send something in; return it and its word."""
        kind = next(kind for kind in share_types() if kind.key == "driver")
        path, draft, word = self.begin_draft(kind, what)
        note = self.words.hidden(f"a note with {what}")
        self.post(f"{path}send/", written="person", note=note, **self.about(what))
        return draft, word

    def receive(self, what):
        """Send something in and confirm it; return it, with its draft page."""
        draft, word = self.send_in(what)
        link = self.newest_link()
        self.post(link, do="confirm")
        self.open[link] = word
        return Submission.objects.get(pk=draft.pk)

    # What is written to the community, and to each other

    def write_messages(self):
        """Have messages, confirmed and not."""
        for confirmed in (False, True):
            what = f"a message{' that was confirmed' * confirmed}"
            said = self.words.hidden(f"the words of {what}")
            values = {"kind": "question", "words": said, "form_key": uuid4()}
            self.post(reverse("sharing:contact"), about="", **values, **self.about(what))
            if confirmed:
                self.post(self.newest_link(), do="send")

    def write_replies(self, page):
        """Have replies to a public page: unconfirmed, waiting, declined, and public."""
        moderator = someone("Moderators")
        self.reply_to(page, "a reply nobody confirmed")
        self.confirmed_reply(page, "a reply that waits")
        declined = self.confirmed_reply(page, "a reply that was declined")
        why = self.words.hidden("why a reply was declined")
        refused(replies.decline(declined.pk, moderator, why))
        public = self.confirmed_reply(page, "a public reply", PUBLIC)
        refused(replies.approve(public.pk, moderator))
        taken_off = self.confirmed_reply(page, "a reply that was taken off")
        refused(replies.approve(taken_off.pk, moderator))
        why = self.words.hidden("why a reply was taken off")
        refused(replies.remove(taken_off.pk, moderator, why))

    def reply_to(self, page, what, kind=""):
        """Reply to a page."""
        about = self.about(what)
        make = self.words.hidden
        if kind == PUBLIC:
            # Readers see the name with the words.
            make = self.words.public
            about["name"] = make(f"the name of {what}")
        said = f"We did the same. {make(f'the words of {what}')}"
        address = reverse("sharing:reply", args=[page.translation_key])
        self.post(address, words=said, to="", form_key=uuid4(), **about)

    def confirmed_reply(self, page, what, kind=""):
        """Reply and press the button of the letter; return the reply."""
        self.reply_to(page, what, kind)
        self.post(self.newest_link(), do="send")
        return Reply.objects.latest("sent_at")

    # What is said about drafts

    def advise(self, draft, word):
        """Have advice on a draft by a secret link, and comments beside its fields."""
        advice = self.draft_link(draft, DraftLink.Purpose.ADVICE)
        name = self.words.hidden("the name of an adviser")
        self.post(advice, name=name, text=self.words.hidden("an adviser's words"))
        self.open[advice] = word
        self.open[self.draft_link(draft, DraftLink.Purpose.FEED)] = word
        said = self.words.hidden("a comment beside a field")
        Comment.objects.create(
            page=draft, user=someone("Moderators"), text=said, contentpath="title"
        )

    def draft_link(self, page, purpose):
        """Make a secret link to a draft; return its path."""
        link = DraftLink.objects.create(
            page_id=page.pk,
            purpose=purpose,
            made_by=someone("Content Editors"),
            for_whom=self.words.hidden("for whom a link is"),
        )
        return link.get_absolute_url()

    def close_links_to(self, page):
        """Have secret links to a page that are closed by hand."""
        for purpose in DraftLink.Purpose.values:
            self.closed.append(self.draft_link(page, purpose))
        DraftLink.objects.filter(page_id=page.pk).close()

    # Who is who, and files

    def be_called(self):
        """Have an account, a re-user and a webhook of which readers know nothing."""
        User.objects.create_user(
            self.words.hidden("the name of an account"),
            f"{self.words.hidden('the address of an account')}@example.org",
            last_name=self.words.hidden("the family name of an account"),
        )
        Reuser.make(self.words.hidden("the name of a re-user"))
        host = self.words.hidden("the host of a webhook")
        name = self.words.hidden("the name of a webhook")
        Webhook.objects.create(name=name, url=f"https://{host}.example.org/")

    def keep_file(self):
        """Have a file that no public page shows; return its address."""
        said = self.words.hidden("the words of a file").encode()
        document = CustomDocument(title=self.words.hidden("the title of a file"))
        name = self.words.hidden("the name of a file")
        document.file.save(f"{name}.txt", ContentFile(said))
        return document.url


def refused(sentence):
    """Raise where an action gave back why it could not be done."""
    if sentence:
        raise RuntimeError(sentence)


def plant_people(people):
    """
    Have all that people write without readers seeing it.

    Args:
        people: the `People` who do it.

    Returns:
        Addresses of files that nobody should have.
    """
    words = people.words
    people.be_called()
    people.write_messages()
    people.send_in_stories()
    page = page_open_to_replies()
    people.write_replies(page)
    draft, word = copy_of(page, words, "draft behind a link")
    people.advise(draft, word)
    shown, _ = copy_of(page, words, "draft behind a closed link")
    people.close_links_to(shown)
    return [people.keep_file()]
