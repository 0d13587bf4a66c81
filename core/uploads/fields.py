"""Fields of models that keep nothing but what may be kept, whoever fills them."""

from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from core.uploads.documents import true_name
from core.uploads.pictures import prepared


class PictureFile(WagtailImageFieldFile):
    """A kept picture."""

    def save(self, name, content, save=True):
        """Keep a picture without its metadata; what cannot be kept raises a sentence."""
        picture = prepared(name, content)
        self.instance.moves = picture.moves
        super().save(picture.name, picture, save)


class KeptPictureField(WagtailImageField):
    """Where a model holds a picture."""

    attr_class = PictureFile


class DocumentFile(FieldFile):
    """A kept document."""

    def save(self, name, content, save=True):
        """Keep a document under its true name; what is refused raises a sentence."""
        super().save(true_name(name, content), content, save)


class KeptDocumentField(FileField):
    """Where a model holds a document."""

    attr_class = DocumentFile
