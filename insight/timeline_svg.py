"""The timeline as a picture: a row for each driver, and what took the place of what."""

from insight.svg import BAR, INK, LABELS, QUIET, TITLE, Picture, classes, heading

PLOT, ROW, GAP, AXIS = 660, 40, 14, 30
WIDTH = LABELS + PLOT + 40
PAST, THIN = "#8a98a3", 10
# No more than this many years have their number written above.
MOST_TICKS = 12


class Chart:
    """
    Draws a timeline.

    Args:
        found: a `insight.timeline.Timeline`.
        title: what it shows, in a few words.
    """

    def __init__(self, found, title):
        self.found = found
        self.first, self.last = found.span
        self.places = self.placed()
        self.height = self.bottom + 24
        self.picture = Picture(WIDTH, self.height, title, found.says)
        heading(self.picture, title)

    def placed(self):
        """The height of each driver's row, by its id."""
        places, y = {}, TITLE + AXIS
        for group in self.found.shown:
            for driver in group:
                places[driver.id] = y + ROW / 2
                y += ROW
            y += GAP if len(group) > 1 else 0
        self.bottom = y
        return places

    def draw(self):
        """Everything, what lies behind first."""
        for year in self.ticks():
            self.tick(year)
        for driver in self.found.shown_drivers:
            self.steps(driver)
        for driver in self.found.shown_drivers:
            self.row(driver)
        return self.picture

    def ticks(self):
        """The years to write above, not too many."""
        step = -(-(self.last - self.first) // MOST_TICKS)
        return range(self.first, self.last + 1, step)

    def tick(self, year):
        """A year: its number above, a line down."""
        x = LABELS + PLOT * (year - self.first) / (self.last - self.first)
        top = TITLE + AXIS
        self.picture.text(
            (x, top - 10), str(year), QUIET, name="quiet", text_anchor="middle"
        )
        self.picture.line((x, top), (x, self.bottom))

    def x(self, day):
        """Where a day stands."""
        years = day.year - self.first + (day.timetuple().tm_yday - 1) / 366
        return LABELS + PLOT * years / (self.last - self.first)

    def row(self, driver):
        """A driver: its title, and a bar for as long as it held."""
        y = self.places[driver.id]
        self.picture.lines(LABELS - 12, y, driver.title, LABELS - 24, text_anchor="end")
        if driver.date:
            self.bar(driver, y)
        else:
            self.picture.text((LABELS + 6, y + 5), "no date", QUIET, name="quiet")

    def bar(self, driver, y):
        """The bar of a driver, and a stop where it begins, as on the site's route."""
        start, end = self.x(driver.date), self.x(self.end_of(driver))
        fill, name = (BAR, "bar") if driver.is_in_force else (PAST, "past")
        box = (start, y - THIN / 2, max(end - start, 2), THIN)
        self.picture.rect(box, fill, name=name)
        place = {"cx": start, "cy": y, "r": 7, "stroke": fill, "stroke_width": 4}
        stop = classes(f"{name}-stop")
        self.picture.add("circle", fill="#ffffff", **place, **stop)

    def end_of(self, driver):
        """Until when a driver is drawn: today if it holds, its date if nobody knows."""
        if driver.ended:
            return driver.ended
        return max(self.found.today, driver.date) if driver.is_in_force else driver.date

    def steps(self, driver):
        """The lines from a driver to those that took its place."""
        for newer in driver.newer:
            if newer.id in self.places and driver.date and newer.date:
                self.step(driver, newer)

    def step(self, driver, newer):
        """A line along the older driver's row, then across to the newer one."""
        here, there = self.places[driver.id], self.places[newer.id]
        x = self.x(newer.date)
        look = {"stroke": INK, "name": "step", "stroke_width": 2}
        self.picture.line((self.x(driver.date), here), (x, here), **look)
        self.picture.line((x, here), (x, there), **look)


def draw(found, title):
    """A timeline as a picture."""
    return Chart(found, title).draw()
