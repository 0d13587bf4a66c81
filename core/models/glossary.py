"""The acronyms that readers meet, spelled out."""

from django.db import models

from core.text.wordcount import lines


class GlossaryEntry(models.Model):
    """An acronym and the words it stands for."""

    acronym = models.CharField(
        max_length=30, unique=True, help_text="As people write it, for example “ICB”."
    )
    long_form = models.CharField(
        max_length=150,
        help_text="The words it stands for, for example “integrated care board”.",
    )
    also_known_as = models.TextField(
        blank=True,
        help_text="Other wordings that explain it as well, one on each line.",
    )
    note = models.CharField(
        max_length=300,
        blank=True,
        help_text="One sentence that helps a newcomer, if the words alone do not.",
    )

    class Meta:
        ordering = ["acronym"]
        verbose_name = "acronym"
        verbose_name_plural = "acronyms"

    def __str__(self):
        return f"{self.acronym}: {self.long_form}"

    @property
    def explanations(self):
        """Every wording that explains the acronym, the usual one first."""
        return [self.long_form, *lines(self.also_known_as)]
