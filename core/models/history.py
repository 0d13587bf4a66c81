"""What changed on public pages, as readers are told."""

from django.db import models


class ChangeNote(models.Model):
    """One change of a public page that readers should know of."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="change_notes"
    )
    at = models.DateTimeField("when")
    note = models.CharField("what changed", max_length=300)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.note
