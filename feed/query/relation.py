"""
The table as a relation, from which other rooms compose questions of their own.

A question is SQL in which `{items}` stands for the public items. Nothing else of the
table is known outside the feed; these are the relation's columns:

    id uuid, page bigint      of the item, and of its page
    type text                 such as `map-story`
    title, url text
    sort_title text           the title as lists by title order it
    published_at timestamptz  when it was public first
    facets text[]             what filters find it by, such as `theme:digital`; `&&` asks
                              for any of some, `@>` for all of them
    vector tsvector           its words; A is the weight of names, B of summary and labels
    names text                title, other names, summary and labels in plain letters
    card text                 its card as whole JSON, and in it as `listed` what lists of
                              pages show besides: a line, a figure, the date to sort by,
                              the latest change that readers were told of
    has_figure boolean        whether that figure is there
    details json              the fields of its type alone, from the full form
    markdown text             its text, from the full form

`&&`, `@>`, `@@` and `%>` (as `%%>`) find an index to work with, and so do orders by
`published_at DESC, id DESC` and by `sort_title, id`: PostgreSQL reads the relation as if
its definition stood in the question. An expression over `details` or `markdown` unpacks
the full form each time it is used.
"""

from functools import lru_cache

from psycopg2.sql import SQL

from feed.query.connection import fetch_rows
from feed.query.selectors import WIDTH, Now
from feed.query.vocabulary import vocabulary

# Questions whose text is remembered: those with words in them differ.
MOST_QUESTIONS = 500
ITEMS = SQL("""(
    SELECT id, page, type, title, url, sort_title, published_at, facets, vector, names,
        card || ',"listed":' || listed || ',"sequence":' || sequence || '}' AS card,
        listed::json ->> 'figure' <> '[]' AS has_figure,
        ("full" || '}')::json -> 'details' AS details,
        ("full" || '}')::json ->> 'markdown' AS markdown
    FROM feed_item WHERE is_public
)""")
# Without a row of the answer there is still one of the state.
WITH_STATE = SQL(
    "SELECT s.*, a.* FROM feed_now() s"
    " LEFT JOIN (SELECT true, q.* FROM ({question}) q) a ON true"
)


@lru_cache(maxsize=MOST_QUESTIONS)
def question(text, **parts):
    """
    Make a question about public items.

    Args:
        text: SQL with `{items}` for the relation, `{name}` for each part, `%s` for
            values; braces of its own are doubled.
        parts: pieces of SQL by name, such as `feed.query.text_search.Words.sql`; never
            anything that somebody typed.

    Returns:
        A statement for `fetch_rows` or `ask`.
    """
    pieces = {name: SQL(piece) for name, piece in parts.items()}
    return SQL(text).format(items=ITEMS, **pieces).as_string(None)


def ask(statement, values=()):
    """
    Ask a question, and know the vocabulary of the very state that it was answered in.

    Args:
        statement: what `question` made.
        values: its parameters.

    Returns:
        The state, a `feed.query.selectors.Now`, and the rows, in no order to rely on.
    """
    rows = fetch_rows(with_state(statement), values)
    now = Now(*rows[0][:WIDTH])
    vocabulary.refresh(now.version)
    return now, [row[WIDTH + 1 :] for row in rows if row[WIDTH]]


@lru_cache(maxsize=MOST_QUESTIONS)
def with_state(statement):
    """A question that gives the state before each row of its answer."""
    return WITH_STATE.format(question=SQL(statement)).as_string(None)


def as_facets(name, values):
    """
    Values of a filter as the relation's facets.

    Args:
        name: the filter, such as `type`.
        values: its values, such as `plan`.

    Returns:
        A list such as `["type:plan"]`.
    """
    return [f"{name}:{value}" for value in values]
