"""The rules by which a page goes live, is saved and keeps its versions."""

from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import Page

from core import signals
from core.pages import approval
from core.pages.permissions import PagePermissions
from core.pages.slugs import free_slug, slug_of
from core.pages.versions import read_once, relation_names

# The address of the bin within the tree, and the beginning of all that lies in it.
BIN = "/bin/"
# The columns in which Wagtail keeps a page's place in the tree.
PLACE = ("path", "depth", "numchild")
NO_ALIASES = "A page does not follow another one here. Please copy it instead."


class ModeratedPage(Page):
    """A page that goes live by an approval alone, whoever asks and by whatever way."""

    class Meta:
        abstract = True

    @property
    def is_binned(self):
        """Whether the page lies in the bin, or is the bin."""
        return self.url_path.startswith(BIN)

    def permissions_for_user(self, user):
        """What somebody may do with the page."""
        return PagePermissions(user, self)

    def publish(self, revision, user=None, **kwargs):
        """
        Make a version public, now or at its time. Every way there ends here.

        Nobody's permission is asked for: the approval is the permission. Unless a second
        person has approved exactly these words, `core.pages.approval` raises its
        `NotApproved`.

        Next: `feed.index.signal_handlers`, told by Wagtail's `page_published` and by
        Django's `post_save`.

        Args:
            revision: the version, a revision of this page.
            user: who has it published, for the log.
            kwargs: as Wagtail's own method takes them.

        Raises:
            ValidationError: the version has problems that readers would meet.
        """
        with read_once(revision) as version:
            allowed = approval.approval_of(revision, version)
            if problems := version.problems():
                raise ValidationError(problems)
            with approval.open_for(revision):
                kwargs["skip_permission_checks"] = True
                super().publish(revision, user=user, **kwargs)
        if version.live_revision_id == revision.pk:
            allowed.took_effect(version)

    def save(self, *args, **kwargs):
        """
        Save the page; its place in the tree only changes by moving it.

        A page that would go live other than by `publish()` is refused with `NotApproved`,
        and so is an alias, whose words would follow those of another page.

        Args:
            args: as Django's own method takes them.
            kwargs: the same; `update_fields` narrows down what is written.

        Returns:
            What Wagtail's own method returns.

        Raises:
            PermissionDenied: it is an alias.
        """
        if self.live and not approval.is_open_for(self.live_revision_id):
            self.refuse_new_live_version()
        if self.alias_of_id:
            raise PermissionDenied(NO_ALIASES)
        fields = kwargs.get("update_fields")
        is_readdressed = (fields is None or "slug" in fields) and self.has_other_slug()
        if self.pk and fields is None:
            kwargs["update_fields"] = self.fields_besides_place(is_readdressed)
        result = super().save(*args, **kwargs)
        if is_readdressed:
            signals.readdressed.send(type(self), page=self)
        return result

    def full_clean(self, *args, **kwargs):
        """Judge every field; before that, a draft gets an address that is free."""
        self.settle_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self):
        """Judge what no draft can do without, with an address that is free."""
        self.settle_slug()
        super().minimal_clean()

    def settle_slug(self):
        """
        Number the slug of a page that readers do not have, where it cannot be opened.

        Without one it is made of the title, as Wagtail does. A public page keeps what was
        approved.
        """
        parent = None if self.live else self.get_parent()
        slug = self.slug or slug_of(self.title)
        if parent and slug:
            self.slug = free_slug(parent, slug, self)

    def copy(self, *args, **kwargs):
        """Copy the page, as Wagtail does, and tell of it."""
        copy = super().copy(*args, **kwargs)
        signals.copied.send(type(self), page=self, copy=copy)
        return copy

    def has_other_slug(self):
        """Whether the slug is not the one that is saved."""
        others = Page.objects.filter(pk=self.pk).exclude(slug=self.slug)
        return bool(self.pk) and others.exists()

    def fields_besides_place(self, is_readdressed):
        """
        The names of all fields and rows but those of the place in the tree.

        Somebody may have moved the page, or one above or below it, since this object was
        read; what it knows of its place would undo that. Only another slug is another
        address of its own.

        Args:
            is_readdressed: whether it has another slug.

        Returns:
            A list of names, as `save(update_fields=…)` takes them.
        """
        place = set(PLACE)
        if not is_readdressed:
            place.add("url_path")
        fields = [
            field.name
            for field in self._meta.concrete_fields
            if not field.primary_key and field.name not in place
        ]
        return [*fields, *relation_names(type(self))]

    def refuse_new_live_version(self):
        """Raise NotApproved unless readers have this very version already."""
        now = Page.objects.filter(pk=self.pk, live=True).values_list("live_revision")
        if not self.pk or now.first() != (self.live_revision_id,):
            raise approval.NotApproved(self.title)

    def with_content_json(self, content):
        """A version as a page; which version is public is no part of what it says."""
        version = super().with_content_json(content)
        version.live_revision_id = self.live_revision_id
        return version

    def save_revision(self, *args, overwrite_revision=None, **kwargs):
        """Keep a version. One that somebody was asked to read is never written over."""
        if overwrite_revision and is_kept(overwrite_revision):
            overwrite_revision = None
        return super().save_revision(
            *args, overwrite_revision=overwrite_revision, **kwargs
        )


def is_kept(revision):
    """Whether a version was sent, approved or scheduled, or is what readers have."""
    return bool(
        revision.approved_go_live_at
        or revision.task_states.exists()
        or Page.objects.filter(live_revision=revision).exists()
    )
