"""Pictures and documents, with credit and permission noted at upload."""

import hashlib
import os
import secrets
import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    SourceImageIOError,
    get_upload_to,
)

from core.pages.queries import is_used_in_public
from core.uploads.fields import KeptDocumentField, KeptPictureField

WORDS_STAY = (
    "A public page shows these words, so they stay. Upload the file again with other "
    "words, and choose it on the page."
)
CROP_STAYS = (
    "A public page shows this picture, so what it is cut to stays. Upload it again, "
    "choose another part of it there, and choose it on the page."
)
STAYS = (
    "A file stays as it was uploaded, because pages may show it. Upload the new one "
    "beside it, and choose it on the page."
)


# Every size in which readers receive pictures: in a text, and where a page is shared.
SIZES = ("width-480", "width-960")
SHARED_SIZE = "fill-1200x630"


def random_name(folder, filename):
    """A path in `folder` with a random name of 128 bits and the file's own ending."""
    _, ending = os.path.splitext(filename)
    return f"{folder}/{secrets.token_hex(16)}{ending.lower()}"


class KeptFile(models.Model):
    """
    A file whose bytes stay what they were when it was uploaded.

    Replaced in place, it would change public pages without a second person. So would
    the words beside it, which stay as long as a public page shows them.
    """

    # The field with the words readers see beside the file.
    public_words = ""

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    def content_hash(self):
        """SHA-1 of the bytes in hexadecimal digits; empty if they cannot be read."""
        try:
            return self.get_file_hash()
        except (OSError, SourceImageIOError):
            return ""

    def clean(self):
        """Refuse other bytes in place of those that are there."""
        super().clean()
        if self.pk and not self.file._committed:
            raise ValidationError({"file": STAYS})
        if self.pk and self.differs(self.public_words) and is_used_in_public(self):
            raise ValidationError({self.public_words: WORDS_STAY})

    def differs(self, *fields):
        """Whether any of the fields is to be another than the database has."""
        kept = type(self)._base_manager.filter(pk=self.pk).values_list(*fields)
        return kept.first() != tuple(getattr(self, field) for field in fields)


class CustomImage(KeptFile, AbstractImage):
    """A picture. Its file name says nothing about it and cannot be guessed."""

    public_words = "credit"
    # What it is cut to where a page is shared.
    crop = tuple(f"focal_point_{name}" for name in ("x", "y", "width", "height"))

    file = KeptPictureField(
        "file", upload_to=get_upload_to, width_field="width", height_field="height"
    )
    moves = models.BooleanField(default=False, editable=False)

    # SHA-1 of the file before and after `clean_pictures` left its metadata out, and
    # SHA-256 of its points, which are the same in both.
    hash_before = models.CharField(max_length=40, blank=True, editable=False)
    hash_after = models.CharField(max_length=40, blank=True, editable=False)
    hash_of_points = models.CharField(max_length=64, blank=True, editable=False)

    credit = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who made the picture, for example “Photo: Tom Ashworth”.",
    )
    permission = models.TextField(
        "permission",
        blank=True,
        help_text=(
            "Who agreed that we may use it, and when. For example “Everyone in the "
            "picture agreed by e-mail, 3 March 2026”. Readers do not see this."
        ),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "permission")

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"
        verbose_name_plural = "pictures"

    def content_hash(self):
        """
        SHA-1 of the bytes as they were when the picture was approved.

        Leaving metadata out changes the file and nothing that anybody approved, so for
        the very file that came of it the hash of the one before it is given.

        Returns:
            40 hexadecimal digits; empty if the file cannot be read.
        """
        found = super().content_hash()
        return self.hash_before if found and found == self.hash_after else found

    def clean(self):
        """Refuse another crop too, where readers see it."""
        super().clean()
        if self.pk and self.differs(*self.crop) and is_used_in_public(self):
            raise ValidationError({"title": CROP_STAYS})

    def get_upload_to(self, filename):
        """A random path among the originals, which are never served."""
        return random_name("original_images", filename)

    def make_renditions(self):
        """Make every size that is not there yet, so that publishing need not."""
        self.get_renditions(*SIZES, SHARED_SIZE)


class CustomRendition(AbstractRendition):
    """A picture at one size: the only form readers ever receive."""

    image = models.ForeignKey(
        CustomImage, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_image_and_size",
            )
        ]

    def get_upload_to(self, filename):
        """A random path of its own, so that it does not lead to the original."""
        return random_name("images", filename)


class CustomDocument(KeptFile, AbstractDocument):
    """A file to download: a template, a strategy, a report."""

    public_words = "title"

    file = KeptDocumentField("file", upload_to="documents")

    # What its address is made of; it says nothing about the order of documents.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    # Of the bytes, which never change; empty until it is first asked for.
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "document"
        verbose_name_plural = "documents"

    @property
    def url(self):
        """Where readers download it, a path on this site."""
        return reverse("document", args=[self.key, self.filename])

    def sha256_of_file(self):
        """SHA-256 of the bytes in hexadecimal digits; empty if they cannot be read."""
        if not self.sha256:
            try:
                with self.open_file() as file:
                    self.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            except OSError:
                return ""
            type(self)._base_manager.filter(pk=self.pk).update(sha256=self.sha256)
        return self.sha256
