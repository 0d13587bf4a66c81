"""Pictures and documents that come with what somebody sends in."""

from django.db import models
from django.utils import timezone


class SubmissionFile(models.Model):
    """
    A file that somebody sends along, as it will be kept: without what a camera adds.

    It stands in the database, so that it goes with its submission, and is never served.
    """

    submission = models.ForeignKey(
        "sharing.Submission", on_delete=models.CASCADE, related_name="files"
    )
    name = models.CharField(max_length=255)
    is_picture = models.BooleanField()
    # What it is, for readers; of a picture what it shows, in words.
    description = models.CharField(max_length=200)
    permission = models.CharField("what they said about rights", max_length=200)
    size = models.PositiveIntegerField("size in bytes")
    data = models.BinaryField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name
