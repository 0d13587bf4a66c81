"""The forms behind every screen that takes a picture or a document."""

from django.conf import settings
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.uploads import documents, pictures

ABOUT_PICTURES = (
    "A photograph from a telephone or camera, or JPEG, PNG, WebP or GIF, of at most {}. "
    "Where and with what it was taken is left out. What moves will stand still."
)
ABOUT_DOCUMENTS = "PDF, Word, PowerPoint, Excel, ODT, RTF, CSV or text, of at most {}."
STANDS_STILL = "This picture moves where it comes from. Readers see it stand still."


class PictureField(WagtailImageField):
    """A picture as it is kept, or a sentence that says what to do."""

    default_error_messages = {"empty": pictures.EMPTY}
    default_validators = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = filesizeformat(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        self.help_text = ABOUT_PICTURES.format(most)

    def to_python(self, data):
        """
        Read a file once from beginning to end.

        Args:
            data: what the form was sent, or None.

        Returns:
            The picture as it is kept, or None where there is none.
        """
        file = FileField.to_python(self, data)
        return file and pictures.prepared(file.name, file)


class PictureForm(BaseImageForm):
    """The form behind every screen that takes a picture."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, widget=field.widget
            )
        if self.instance.moves and "title" in self.fields:
            self.fields["title"].help_text = STANDS_STILL


class DocumentField(WagtailDocumentField):
    """A document that is what its name says, or a sentence that says what to do."""

    default_error_messages = {"empty": pictures.EMPTY}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
        self.help_text = ABOUT_DOCUMENTS.format(most)

    def to_python(self, data):
        """
        Look into a file, and name it after what it is.

        Args:
            data: what the form was sent, or None.

        Returns:
            The file at its beginning, or None where there is none.
        """
        file = FileField.to_python(self, data)
        if file:
            file.name = documents.true_name(file.name, file)
        return file


class DocumentForm(BaseDocumentForm):
    """The form behind every screen that takes a document."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = DocumentField(
                label=field.label, required=field.required, widget=field.widget
            )
