"""The demo's pictures, drawn when they are first asked for."""

from core.models import CustomImage
from home.demo import source
from home.demo.drawings import DRAWINGS

CREDIT = "Drawing: the MAP community, CC BY 4.0."
PERMISSION = "Drawn by the program for the demo. Nobody is shown, and nothing was copied."


def picture(name):
    """The picture of a name in `pictures.toml`; it is drawn if it is not there yet."""
    title = source.read_content("pictures")[name]["title"]
    found = CustomImage.objects.filter(title=title).first()
    return found or draw(name, title)


def draw(name, title):
    """Draw a picture and keep it among the site's, as if somebody had uploaded it."""
    file = DRAWINGS[name]().file(name)
    words = {"title": title, "credit": CREDIT, "permission": PERMISSION}
    return CustomImage.objects.create(file=file, **words)


def show_picture(page, name):
    """Give a page its picture, in words too; one without words only decorates."""
    page.image = picture(name)
    page.image_alt = source.read_content("pictures")[name].get("alt", "")
    page.image_decorative = not page.image_alt


def picture_value(name):
    """The same within a text, as a StreamField stores it."""
    about = source.read_content("pictures")[name]
    alt = about.get("alt", "")
    image = {"image": picture(name).pk, "alt_text": alt, "decorative": not alt}
    return {"image": image, "caption": about.get("caption", "")}
