"""Decisions about texts: the lasting record of who approved what, and with what words."""

from django.conf import settings
from django.db import models
from django.utils import timezone

NOBODY, WITHOUT_ACCOUNT = "Former user", "Somebody without an account"


class Outcome(models.TextChoices):
    """What was decided."""

    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Returned with a note"


class Basis(models.TextChoices):
    """On what grounds a text became public."""

    REVIEW = "review", "Approved by a second person"
    BREAK_GLASS = "break-glass", "Published without review"
    DEMO = "demo", "Demo content"
    BULK = "bulk", "Content made for measuring"
    IMPORT = "import", "Imported content"


class DecisionQuerySet(models.QuerySet):
    """Decisions, read as the community asks for them."""

    def approved(self):
        """Decisions that let a text through."""
        return self.filter(outcome=Outcome.APPROVED)

    def unused(self):
        """Approvals of texts that are not public yet: scheduled ones."""
        return self.approved().filter(effective_at=None, cancelled_at=None)

    def by_people(self):
        """Decisions people made about texts, demo and bulk content left out."""
        return self.filter(basis__in=[Basis.REVIEW, Basis.BREAK_GLASS])

    def unreviewed(self):
        """Texts that are public now without review, and wait for a second person."""
        public = models.F("page__live_revision")
        return self.approved().filter(
            basis=Basis.BREAK_GLASS,
            confirmed_at=None,
            page__live=True,
            revision=public,
        )


class Decision(models.Model):
    """One decision. It outlives the version, the page and the people it names."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
    )
    page_title = models.CharField(max_length=255)
    section = models.CharField(max_length=255, blank=True)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        null=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
    )
    fingerprint = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=Outcome)
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.REVIEW)

    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="decisions_about",
    )
    submitted_at = models.DateTimeField(null=True)
    from_outside = models.BooleanField(default=False, db_default=False)
    note = models.TextField(blank=True)

    # The accounts of everybody who wrote a part of what changed, and of who sent it.
    written_by = models.JSONField(default=list)

    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
    )
    decided_at = models.DateTimeField(default=timezone.now, db_index=True)
    words = models.TextField(blank=True)
    answers = models.JSONField(default=list)
    featured = models.BooleanField(default=False)
    change_note = models.CharField(max_length=300, blank=True)

    effective_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="confirmations",
    )
    confirmed_at = models.DateTimeField(null=True)
    confirmed_words = models.TextField(blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-pk"]
        indexes = [
            models.Index(fields=["page", "outcome"], name="decision_page_outcome"),
        ]

    def __str__(self):
        return f"{self.page_title}: {self.get_outcome_display()}"

    @property
    def is_approval(self):
        """Whether the text may go to readers."""
        return self.outcome == Outcome.APPROVED

    @property
    def submitter_name(self):
        """Who sent the text, as far as it is known."""
        return WITHOUT_ACCOUNT if self.from_outside else shown_name(self.submitted_by)

    @property
    def decider_name(self):
        """Who decided, as far as it is known."""
        return shown_name(self.decided_by)

    @property
    def waited(self):
        """How long the text waited, or None if nobody had sent it."""
        return self.submitted_at and self.decided_at - self.submitted_at

    def took_effect(self, page):
        """Note that the page is public with the approved words, and tell readers why."""
        first_time = self.effective_at is None
        self.effective_at = timezone.now()
        self.save(update_fields=["effective_at"])
        if first_time and self.change_note:
            page.change_notes.create(at=self.effective_at, note=self.change_note)


def shown_name(user):
    """A person's name, or a word for somebody whose account is gone."""
    if user is None:
        return NOBODY
    return user.get_full_name() or user.get_username()
