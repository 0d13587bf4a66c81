"""Texts that are longer than the form asks for."""

from core.page_checks import Finding
from core.panels import MOST_OF_A_TITLE, words_panels
from core.text.wordcount import count_words

LONG_TITLE = (
    "The title has {} characters. Lists and search engines cut it after about {}: keep "
    "what readers look for, and leave the rest to the summary."
)
LONG_TEXT = (
    "“{}” has {:,} words, and the form asks for {:,} at most. Readers in a hurry stop "
    "before the end: cut what they can do without."
)


def texts_too_long(reading):
    """A long title, and fields with more words than the form asks for."""
    page = reading.page
    length = len(page.title or "")
    if length > MOST_OF_A_TITLE:
        words = LONG_TITLE.format(length, MOST_OF_A_TITLE)
        yield Finding("title-long", words, "title")
    for panel in words_panels(getattr(page, "content_panels", ())):
        count = count_words(getattr(page, panel.field_name))
        if count > panel.most and not panel.refused:
            label = panel.heading or field_label(page, panel.field_name)
            words = LONG_TEXT.format(label, count, panel.most)
            yield Finding("text-long", words, panel.field_name)


def field_label(page, name):
    """What the form calls a field."""
    name = str(page._meta.get_field(name).verbose_name)
    return name[:1].upper() + name[1:]
