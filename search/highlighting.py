"""Showing where the words looked for stand: in title and summary, or else in the text."""

import re
from html import unescape

from django.utils.html import escape
from django.utils.safestring import mark_safe

from feed.query.connection import fetch_rows
from feed.query.relation import question
from feed.query.text_search import LANGUAGE

# Characters of the private use area, which no page holds once it was cleaned of them.
START, STOP = "\ue000", "\ue001"
WHOLE = f"HighlightAll=true, StartSel={START}, StopSel={STOP}"
PASSAGE = f"MaxFragments=1, MaxWords=30, MinWords=12, StartSel={START}, StopSel={STOP}"
LIST_SIGN = re.compile(r"\s+-+\s+")
# Where a link of Markdown leads, which nobody reads; and what marks.
UNSEEN = rf"(?<=\])\([^()\s]*\)|[{START}{STOP}]"
# So much of a text is looked through for a passage to show.
MOST_CHARACTERS = 12_000
TEXTS = """
SELECT ts_headline({language}, t.text, words.query, %s)
FROM unnest(%s::text[]) WITH ORDINALITY AS t(text, place),
    (SELECT {words} AS query) AS words
ORDER BY t.place
"""
BODIES = """
SELECT i.id::text, ts_headline({language}, b.text, words.query, %s)
FROM {items} i,
    LATERAL (SELECT regexp_replace(left(i.markdown, %s), %s, '', 'g')) AS b(text),
    (SELECT {words} AS query) AS words
WHERE i.id = ANY(%s::uuid[])
"""


def mark(cards, words):
    """
    Mark the words looked for in a page of cards.

    Args:
        cards: `search.cards.Card`s.
        words: a `feed.query.text_search.Words`.
    """
    texts = [cleaned(t) for card in cards for t in (card.title, card.summary)]
    statement = question(TEXTS, language=LANGUAGE, words=words.sql)
    rows = fetch_rows(statement, [WHOLE, texts, *words.values]) if texts else ()
    marked = (marked_html(text) for (text,) in rows)
    for card in cards:
        card.marked_title, card.marked_summary = next(marked), next(marked)
    silent = [c for c in cards if "<mark>" not in c.marked_title + c.marked_summary]
    add_passages(silent, words)
    if words.loosely != words:
        # Some of the words may stand among the item's labels and the others in its text.
        add_passages([card for card in silent if not card.passage], words.loosely)


def add_passages(cards, words):
    """Give cards a passage of their texts in which words stand, where there is one."""
    if not cards:
        return
    by_id = {card.id: card for card in cards}
    statement = question(BODIES, language=LANGUAGE, words=words.sql)
    values = [PASSAGE, MOST_CHARACTERS, UNSEEN, *words.values, list(by_id)]
    for key, text in fetch_rows(statement, values):
        if START in text:
            by_id[key].passage = passage(" ".join(text.split()))


def cleaned(text):
    """A text without the characters that mark."""
    return text.replace(START, "").replace(STOP, "")


def marked_html(text):
    """A text of the database as HTML in which only the marks are markup."""
    html = escape(text).replace(START, "<mark>").replace(STOP, "</mark>")
    return mark_safe(html)  # noqa: S308  (escaped above; twice as fast as format_html)


def passage(text):
    """A passage from the middle of a text, without the signs of Markdown."""
    text = unescape(text.translate(dict.fromkeys(map(ord, "#*>_`|\\[]"))))
    plain = LIST_SIGN.sub(", ", text)
    return marked_html(f"… {plain.strip(' ,')} …")
