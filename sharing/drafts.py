"""A draft of what somebody sent in: its answers in the fields of the page it becomes."""

from modelcluster.fields import ParentalKey
from wagtail.models import Comment

from core.pages.drafts import untitled
from core.pages.slugs import free_slug, slug_of
from sharing.page_fields import Unplaced, place
from sharing.share_types import Kind

UNPLACED = "This stood in the file too, and we could not tell where it belongs:"


class DraftMaker:
    """
    Makes a draft of a reading. No word is lost: what has no place becomes a comment.

    Args:
        reading: a `sharing.word.Reading` of a known type.
        user: whoever the draft belongs to.
    """

    def __init__(self, reading, user):
        self.reading, self.user = reading, user
        self.unplaced = []

    def make(self, place):
        """
        Make the draft.

        Args:
            place: the page below which it stands.

        Returns:
            The page, with a first version.
        """
        page = self.fill(self.reading.share_type.model(live=False, owner=self.user))
        page.title = page.title or untitled(page)
        page.slug = free_slug(place, slug_of(page.title) or slug_of(untitled(page)))
        place.add_child(instance=page)
        self.complete(page)
        page.save_revision(user=self.user, log_action=True, clean=False)
        return page

    def fill(self, page):
        """Put all that was read into a page of its type, which is not saved."""
        for field in self.reading.share_type.fields:
            if field.name in self.reading.values:
                self.answer(page, field, self.reading.values[field.name])
        return page

    def answer(self, page, field, value):
        """Put an answer into its field, or keep it for the comment."""
        if field.kind == Kind.ROWS:
            rows = [self.row(page, field, answers) for answers in value]
            setattr(page, field.name, [row for row in rows if row is not None])
            return
        self.put(page, field, value)

    def row(self, page, field, answers):
        """One row of the page, or None where the page cannot have it."""
        row, before = page._meta.get_field(field.name).related_model(), len(self.unplaced)
        for column in field.columns:
            if answer := answers.get(column.name):
                self.put(row, column, answer)
        if not lacks(row):
            return row
        said = ", ".join(str(answer) for answer in answers.values() if answer)
        self.unplaced[before:] = [f"{field.label}: {said}"]
        return None

    def put(self, instance, field, value):
        """Put a value into a field of a page or a row."""
        try:
            place(instance, field.name, value)
        except Unplaced:
            self.unplaced.append(f"{field.label}: {value}")

    @property
    def rest(self):
        """All that has no place on the page, in paragraphs."""
        return [*self.unplaced, *map(str, self.reading.not_understood.paragraphs)]

    def complete(self, page):
        """Show beside the title what has no place."""
        if self.rest:
            text = "\n".join([UNPLACED, *self.rest])
            comment = Comment(user=self.user, text=text, contentpath="title")
            page.wagtail_admin_comments.add(comment)


def lacks(row):
    """Whether a row lacks something without which it cannot be kept."""
    fields = (f for f in row._meta.concrete_fields if not (f.null or f.primary_key))
    needed = (field for field in fields if not isinstance(field, ParentalKey))
    return any(getattr(row, field.attname) is None for field in needed)
