"""A sheet to draw on: flat shapes in the site's colours, saved as a PNG file."""

from io import BytesIO

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 675
# Drawn so much larger and then made smaller, so that edges are smooth.
SCALE = 2
INK, GREY, RULE, WHITE = "#212b32", "#8a98a3", "#d8dde0", "#ffffff"
DEEP, BLUE, SKY, PALE = "#003a75", "#005eb8", "#b5d3f0", "#e1edf9"
WARM, PEACH, CREAM, YELLOW = "#a63d12", "#f5a27a", "#fdf3ec", "#ffe27a"


class Drawing:
    """
    A sheet to draw on, 1,200 by 675 pixels.

    Args:
        ground: its colour.
    """

    def __init__(self, ground):
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, place, fill, corner=0):
        """A rectangle at (x, y, width, height), its corners round if asked for."""
        x, y, width, height = (number * SCALE for number in place)
        self.pen.rounded_rectangle((x, y, x + width, y + height), corner * SCALE, fill)

    def disc(self, x, y, radius, fill):
        """A circle around a point."""
        place = [n * SCALE for n in (x - radius, y - radius, x + radius, y + radius)]
        self.pen.ellipse(place, fill)

    def shape(self, points, fill):
        """An area with corners."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def line(self, points, fill, width=6):
        """A line through points."""
        corners = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(corners, fill, width * SCALE, joint="curve")

    def page(self, place, lines=5):
        """A sheet of paper at (x, y, width, height) with lines of writing on it."""
        x, y, width, height = place
        self.box((x - 1, y - 1, width + 2, height + 2), RULE, 5)
        self.box(place, WHITE, 4)
        for line in range(lines):
            length = width * (0.5 if line == lines - 1 else 0.76)
            self.box((x + width * 0.12, y + 22 + line * 24, length, 8), RULE, 4)

    def tick(self, x, y):
        """A round tick, the sign of what worked."""
        self.disc(x, y, 24, WARM)
        self.line([(x - 11, y), (x - 3, y + 9), (x + 12, y - 9)], WHITE)

    def person(self, x, y, fill):
        """Somebody seen from afar, standing on a point."""
        self.box((x - 26, y - 120, 52, 120), fill, 24)
        self.disc(x, y - 148, 24, INK)

    def file(self, name):
        """The drawing as a PNG file of a name for Django."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        buffer = BytesIO()
        small.quantize(64).convert("RGB").save(buffer, "PNG")
        return ImageFile(buffer, name=f"{name}.png")
