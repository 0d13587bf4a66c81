"""The vocabularies that items are sorted by, as filters and counts need them."""

from functools import cached_property

from django.db import connections
from psycopg2 import sql

from core.models import GlossaryEntry, SearchWording
from core.text.wordcount import lines
from feed.query.connection import alias
from feed.query.synonyms import Synonyms
from feed.schema.facets import BY_NAME, VOCABULARY_FACETS

# Acronyms and their words, and which acronyms no search would look for by themselves.
GLOSSARY = sql.SQL(
    "SELECT acronym, long_form, also_known_as,"
    " numnode(plainto_tsquery('feed_english'::regconfig, acronym)) = 0 FROM {table}"
).format(table=sql.Identifier(GlossaryEntry._meta.db_table))

# Wordings that mean the same, and lead to no page.
SAME = sql.SQL("SELECT words FROM {table} WHERE page_id IS NULL").format(
    table=sql.Identifier(SearchWording._meta.db_table)
)


class Terms:
    """
    Every term of every vocabulary, and every driver, as they were at one moment.

    Attributes:
        rows: for each vocabulary, rows of (slug, name, description, whether it is
            retired, slug of the term it was merged into or None).
    """

    def __init__(self, version, using=None):
        self.version = version
        self.using = using or alias()

    @cached_property
    def rows(self):
        parts = [
            sql.SQL(
                "SELECT {name}, t.slug, t.name, t.description, t.retired, m.slug"
                " FROM {table} t LEFT JOIN {table} m ON m.id = t.merged_into_id"
            ).format(
                name=sql.Literal(facet.name),
                table=sql.Identifier(facet.model._meta.db_table),
            )
            for facet in VOCABULARY_FACETS
        ]
        found: dict[str, list[tuple]] = {facet.name: [] for facet in VOCABULARY_FACETS}
        for name, *row in self.fetch(sql.SQL(" UNION ALL ").join(parts)):
            found[name].append(tuple(row))
        return found

    @cached_property
    def resolved(self):
        """For each vocabulary, the slug that stays for each slug there ever was."""
        return {
            name: {slug: merged or slug for slug, *_, merged in rows}
            for name, rows in self.rows.items()
        }

    @cached_property
    def labels(self):
        """For each vocabulary, what readers see of each slug."""
        return {
            name: {slug: label for slug, label, *_ in rows}
            for name, rows in self.rows.items()
        }

    @cached_property
    def synonyms(self):
        """The wordings that mean the same, as `Synonyms`."""
        rows = self.fetch(GLOSSARY)
        groups = [[short, long, *lines(others)] for short, long, others, _ in rows]
        groups += [lines(words) for (words,) in self.fetch(SAME)]
        return Synonyms(groups, [short for short, *_, is_silent in rows if is_silent])

    @cached_property
    def drivers(self):
        """The titles of all drivers by id; those of withdrawn ones are empty."""
        return {key: title for key, title, _ in self.driver_rows}

    @cached_property
    def driver_slugs(self):
        """The ids of public drivers by the last part of their address."""
        return {url.rstrip("/").rpartition("/")[2]: k for k, _, url in self.driver_rows}

    @cached_property
    def driver_rows(self):
        return self.fetch(
            sql.SQL("SELECT id::text, title, url FROM feed_item WHERE type = 'driver'")
        )

    def fetch(self, statement):
        """All rows of a statement."""
        with connections[self.using].cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall()


class Vocabulary:
    """The terms this process knows, read again when the table has changed."""

    def __init__(self):
        self.terms = Terms(None)

    def refresh(self, version):
        """
        Read the terms again unless they are those of this version of the table.

        Returns:
            Whether they were read again.
        """
        if version == self.terms.version:
            return False
        self.terms = Terms(version)
        return True

    def forget(self):
        """Know nothing any more."""
        self.terms = Terms(None)

    def resolve(self, name, slug):
        """The slug of the term that a slug means, or None."""
        return self.terms.resolved[name].get(slug)

    @property
    def synonyms(self):
        """The wordings that mean the same."""
        return self.terms.synonyms

    def driver(self, text):
        """The id of the driver that an id or a slug means, or None."""
        terms = self.terms
        return text if text in terms.drivers else terms.driver_slugs.get(text)

    def label(self, name, slug):
        """What readers see of a term."""
        return self.terms.labels[name].get(slug, slug)

    def label_of(self, name, value):
        """
        What readers call a value of a filter.

        Args:
            name: of the filter.
            value: one of its values; a driver that is not public has no name.

        Returns:
            The words; the value itself where it needs none.
        """
        if choices := name in BY_NAME and BY_NAME[name].choices:
            return choices.get(value, value)
        if name == "driver":
            return self.terms.drivers.get(value, "")
        return self.label(name, value) if name in self.terms.labels else value


vocabulary = Vocabulary()
