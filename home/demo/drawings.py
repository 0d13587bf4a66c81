"""The demo's pictures, drawn here: nobody's photograph and nobody's rights."""

from collections.abc import Callable

from home.demo.sheet import (
    BLUE,
    CREAM,
    DEEP,
    GREY,
    INK,
    PALE,
    PEACH,
    RULE,
    SKY,
    WARM,
    WHITE,
    YELLOW,
    Drawing,
)

DRAWINGS: dict[str, Callable] = {}


def drawing(name):
    """Let a function be the drawing of a name, as `pictures.toml` has it."""

    def keep(function):
        DRAWINGS[name] = function
        return function

    return keep


@drawing("answers")
def answers():
    """Fourteen pages on a wall, nine of them ticked."""
    sheet = Drawing(PALE)
    for number in range(14):
        x, y = 110 + number % 7 * 142, 130 + number // 7 * 230
        sheet.page((x, y, 110, 150))
        sheet.disc(x + 55, y, 8, BLUE)
        if number in {0, 1, 3, 4, 6, 7, 9, 11, 12}:
            sheet.tick(x + 98, y + 138)
    return sheet


@drawing("lay-by")
def lay_by():
    """An ambulance at the side of a road at dusk."""
    sheet = Drawing(DEEP)
    sheet.disc(980, 150, 56, YELLOW)
    sheet.shape([(0, 470), (330, 300), (640, 440), (920, 330), (1200, 460)], "#12304f")
    sheet.shape([(1200, 460), (1200, 500), (0, 500), (0, 470)], "#12304f")
    sheet.box((0, 500, 1200, 175), "#3a4750")
    for x in range(40, 1200, 190):
        sheet.box((x, 610, 110, 12), WHITE)
    sheet.box((330, 280, 390, 250), WHITE, 14)
    sheet.shape([(720, 350), (800, 350), (872, 440), (872, 530), (720, 530)], WHITE)
    sheet.shape([(740, 370), (792, 370), (842, 440), (740, 440)], SKY)
    sheet.box((330, 420, 542, 36), "#00703c")
    sheet.box((390, 330, 96, 62), YELLOW, 8)
    sheet.box((560, 318, 26, 86), BLUE, 4)
    sheet.box((530, 348, 86, 26), BLUE, 4)
    sheet.box((640, 258, 70, 22), BLUE, 8)
    for x in (440, 770):
        sheet.disc(x, 535, 52, INK)
        sheet.disc(x, 535, 22, GREY)
    return sheet


@drawing("stapler")
def stapler():
    """A stapler on a desk beside three sets of papers."""
    sheet = Drawing(CREAM)
    sheet.box((0, 500, 1200, 175), "#c98a5b")
    for place, x in enumerate((120, 270, 420)):
        sheet.page((x, 250 - place * 14, 190, 265 + place * 14), 8)
        sheet.line([(x + 18, 268 - place * 14), (x + 46, 262 - place * 14)], GREY, 5)
    sheet.box((680, 470, 400, 36), INK, 14)
    sheet.shape([(690, 330), (1060, 420), (1060, 470), (690, 400)], BLUE)
    sheet.disc(1050, 445, 40, BLUE)
    sheet.disc(1050, 445, 14, PALE)
    sheet.box((700, 432, 330, 20), GREY, 6)
    return sheet


@drawing("night")
def night():
    """A hospital at night: one row of windows is lit, and stars stand above."""
    sheet = Drawing("#0b1d33")
    for number in range(60):
        x, y = number * number * 397 % 1193, number * number * 83 % 367
        sheet.disc(x, y, 2 + number % 3, WHITE if number % 4 else YELLOW)
    sheet.box((180, 260, 560, 300), "#2a3d52")
    for row in range(3):
        for column in range(7):
            lit = row == 2 and column in {2, 3, 4}
            fill = YELLOW if lit else "#1b2b3d"
            sheet.box((215 + column * 74, 290 + row * 84, 48, 54), fill, 3)
    sheet.box((0, 560, 1200, 115), "#26323b")
    for x in range(60, 1200, 180):
        sheet.line([(x, 580), (x - 30, 670)], GREY, 4)
    sheet.box((860, 520, 230, 62), WARM, 20)
    sheet.box((905, 480, 130, 60), WARM, 22)
    sheet.box((922, 492, 44, 34), SKY, 6)
    sheet.box((974, 492, 44, 34), SKY, 6)
    for x in (910, 1040):
        sheet.disc(x, 584, 26, INK)
    return sheet


@drawing("leaflets")
def leaflets():
    """Two leaflets; on the left one three lines are crossed out with a pink pen."""
    sheet = Drawing(PALE)
    for x in (150, 570):
        sheet.page((x, 80, 330, 500), 18)
        sheet.box((x, 80, 330, 84), BLUE, 4)
        sheet.box((x + 40, 112, 180, 20), WHITE, 6)
    for y in (222, 294, 414):
        sheet.line([(180, y), (450, y - 8)], "#d5308c", 9)
    sheet.tick(860, 540)
    sheet.shape([(985, 560), (1110, 250), (1150, 266), (1025, 576)], "#d5308c")
    sheet.shape([(985, 560), (1025, 576), (990, 620)], CREAM)
    return sheet


@drawing("corridor")
def corridor():
    """Posters along a corridor, and people who have stopped to read."""
    sheet = Drawing(CREAM)
    sheet.box((0, 540, 1200, 135), "#b9c4cc")
    sheet.box((0, 528, 1200, 14), GREY)
    colours = (BLUE, PEACH, SKY, WARM, "#7fb2e5", YELLOW)
    for number in range(16):
        x, y = 60 + number % 8 * 138, 70 + number // 8 * 190
        sheet.page((x, y, 112, 156))
        sheet.box((x, y, 112, 44), colours[number * 5 % 6], 4)
    for x, fill in ((300, BLUE), (365, WARM), (700, "#00703c"), (930, DEEP)):
        sheet.person(x, 620, fill)
    return sheet


@drawing("clock")
def clock():
    """A kitchen clock that shows half past seven, above a mug."""
    sheet = Drawing(CREAM)
    sheet.box((0, 560, 1200, 115), "#c98a5b")
    sheet.disc(480, 290, 220, WARM)
    sheet.disc(480, 290, 196, WHITE)
    for x, y in ((480, 120), (480, 460), (310, 290), (650, 290)):
        sheet.disc(x, y, 12, INK)
    sheet.line([(480, 290), (480, 425)], INK, 12)
    sheet.line([(480, 290), (415, 375)], INK, 16)
    sheet.disc(480, 290, 18, INK)
    sheet.disc(985, 490, 56, BLUE)
    sheet.disc(985, 490, 32, CREAM)
    sheet.box((800, 410, 180, 170), BLUE, 22)
    sheet.line([(850, 380), (865, 345), (850, 310)], GREY, 8)
    sheet.line([(920, 380), (935, 345), (920, 310)], GREY, 8)
    return sheet


@drawing("biscuits")
def biscuits():
    """A plate with ten biscuits, one for each of a small group."""
    sheet = Drawing(SKY)
    sheet.disc(600, 340, 300, WHITE)
    sheet.disc(600, 340, 250, PALE)
    for number in range(10):
        row = 0 if number < 3 else 1 if number < 7 else 2
        first, count = ((0, 3), (3, 4), (7, 3))[row]
        x = 600 + (number - first - (count - 1) / 2) * 118
        y = 225 + row * 115
        sheet.disc(x, y, 50, "#d9a066")
        for spot in ((-18, -12), (14, -18), (2, 16), (-22, 18)):
            sheet.disc(x + spot[0], y + spot[1], 7, "#7a4a1e")
    return sheet


@drawing("trolley")
def trolley():
    """A tea trolley with an urn, three cups and a pile of books on the lower shelf."""
    sheet = Drawing(PALE)
    sheet.box((0, 590, 1200, 85), "#b9c4cc")
    for x in (300, 880):
        sheet.box((x, 280, 14, 290), GREY)
        sheet.disc(x + 7, 585, 24, INK)
    for y in (330, 520):
        sheet.box((270, y, 660, 18), GREY, 6)
    sheet.box((340, 130, 170, 200), RULE, 30)
    sheet.box((380, 96, 90, 40), GREY, 12)
    sheet.box((500, 260, 46, 18), INK, 6)
    for x in (600, 700, 800):
        sheet.disc(x + 68, 292, 20, WARM)
        sheet.disc(x + 68, 292, 10, PALE)
        sheet.box((x, 262, 66, 68), WARM, 12)
    for place, fill in enumerate((BLUE, YELLOW, "#00703c")):
        sheet.box((440 + place * 14, 486 - place * 36, 260, 34), fill, 4)
    return sheet
