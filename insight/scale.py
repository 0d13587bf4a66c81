"""Shades for numbers: one hue from light to dark, so that they hold in grey print too."""

# For each shade its colour and the colour of text on it, as on paper. The site's sheet
# has them again, and others for a dark screen.
SHADES = (
    ("#ffffff", "#4c6272"),
    ("#e1edf9", "#212b32"),
    ("#b5d3f0", "#212b32"),
    ("#7fb2e5", "#212b32"),
    ("#2a6db3", "#ffffff"),
    ("#003a75", "#ffffff"),
)
DARKEST = len(SHADES) - 1


class Scale:
    """
    Shades of equal steps from nothing to the greatest number.

    Args:
        most: the greatest number.
    """

    def __init__(self, most):
        self.most = int(most)

    def shade(self, number):
        """The shade of a number: 0 for nothing, `DARKEST` for the greatest."""
        if not number or not self.most:
            return 0
        if self.most < DARKEST:
            return round(number * DARKEST / self.most)
        return -(-int(number) * DARKEST // self.most)

    @property
    def legend(self):
        """The shades in use as (shade, words), from light to dark."""
        numbers = {}
        for number in self.samples():
            numbers.setdefault(self.shade(number), []).append(number)
        return [(shade, span(least)) for shade, least in sorted(numbers.items())]

    def samples(self):
        """The first and the last number of every shade."""
        if self.most <= 4 * DARKEST:
            return range(1, self.most + 1)
        ends = [self.most * step // DARKEST for step in range(DARKEST + 1)]
        return sorted({1, *ends[1:], *(end + 1 for end in ends[1:-1])})


def span(numbers):
    """Numbers in a row as “3” or “3 to 5”."""
    first, last = f"{numbers[0]:,}", f"{numbers[-1]:,}"
    return first if first == last else f"{first} to {last}"
