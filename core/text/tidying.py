"""One tidying of text for whatever people type, paste or ask.

Forms keep what it makes of a text; checks and the search compare by it, so that two
spellings which look the same are the same.
"""

import re
import unicodedata

# Ends of a line that no browser makes: of Word, of old Macs, of Unicode.
LINE_ENDS = "\v\f\x1c\x1d\x85\u2028\u2029"
# Word's own signs, as they come out of its documents.
OF_WORD = {"\x1e": "-", "\x1f": None}
# Nobody sees them: hyphens and spaces without width, directions, fillers, tags.
UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc"
    "\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff"
)
CONTROL = "\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
INVISIBLE = re.compile(f"(\U0001f3f4[\U000e0020-\U000e007f]+)|[{UNSEEN}]")
# What joiners hold together: letters of scripts that need them, and emoji.
JOINED = (
    "\u0590-\u1dff\u2190-\u2bff\u3030-\u30ff\ua8e0-\uabff\ufb1d-\ufdcf\ufe0f\ufe70-\ufefc"
)
JOINED = f"[{JOINED}\U0001f000-\U0001faff]"
LOOSE_JOINERS = re.compile(
    f"(?<!{JOINED})[\u200c\u200d]+|[\u200c\u200d]+(?!{JOINED}|[\u200c\u200d])"
    "|(?<=[\u200c\u200d])[\u200c\u200d]+|(?:^|(?<=\\s))[\ufe00-\ufe0f]+"
)
DASHES = re.compile("[\u2010-\u2015\u2043\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]")
TABLE = {
    **{ord(sign): "\n" for sign in LINE_ENDS},
    **{ord(sign): other for sign, other in OF_WORD.items()},
}


def tidy(text):
    """
    A text without what nobody sees and what no page can hold; its lines stay.

    Joiners stay where they hold emoji or letters together, as in Persian, and so do the
    signs within the flags of England, Scotland and Wales.

    Args:
        text: what somebody typed or pasted, plain or with markup.

    Returns:
        The text in Unicode's composed form.
    """
    text = re.sub("\r\n?", "\n", text).translate(TABLE)
    text = re.sub(f"[{CONTROL}]", " ", text)
    text = INVISIBLE.sub(lambda match: match[1] or "", text)
    return unicodedata.normalize("NFC", LOOSE_JOINERS.sub("", text))


def tidy_line(text):
    """A tidy text in one line, with single spaces."""
    return " ".join(tidy(text).split())


def tidy_lines(text):
    """A tidy text line by line, each with single spaces."""
    return "\n".join(" ".join(line.split()) for line in tidy(text).split("\n")).strip()


def alike(text):
    """A tidy text with plain hyphens, spaces and digits, by which spellings compare."""
    spaced = re.sub(r"[^\S\n]", " ", DASHES.sub("-", tidy(text)))
    return re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), spaced)
