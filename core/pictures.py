"""Where pictures come in: each is read to its end before anything of it is kept."""

from django.core.exceptions import ValidationError
from PIL import Image, ImageSequence
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

UNREADABLE = (
    "This picture cannot be read. It may have been cut short on its way. Please open it "
    "in the program it came from, save it again and choose the new file, or ask for it "
    "to be sent anew."
)


class PictureField(WagtailImageField):
    """A picture that can be read to its end, or a sentence that says what to do."""

    default_error_messages = {"invalid_image": UNREADABLE, "empty": UNREADABLE}

    def to_python(self, data):
        """
        Read a file once from beginning to end.

        Args:
            data: what the form was sent, or None.

        Returns:
            The file at its beginning, or None where there is none.

        Raises:
            ValidationError: it is no picture, or a damaged one, or too large.
        """
        try:
            file = super().to_python(data)
            read_through(file)
        except ValidationError:
            raise
        except Exception as error:  # a damaged file may break a decoder in any way
            raise ValidationError(UNREADABLE, code="invalid_image") from error
        return file


def read_through(file):
    """Decode every frame of a picture, if there is one."""
    if file:
        for frame in ImageSequence.Iterator(Image.open(file)):
            frame.load()
        file.seek(0)  # whoever keeps it reads it from its beginning


class PictureForm(BaseImageForm):
    """The form behind every screen that takes a picture."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=field.label, required=field.required, widget=field.widget
            )
