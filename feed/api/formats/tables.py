"""Lists for spreadsheets and for programs: CSV, and one item a line."""

import csv
import io
import json

from core.text.cells import no_formula
from feed.api.formats.lists import export
from feed.api.routing import route
from feed.query.parameters import LISTING
from feed.schema.fields import COLUMNS

# Many readers of lines take these for ends of a line too; JSON can name them instead.
ENDS_OF_LINES = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}
# Tells Excel that the file is UTF-8.
MARK = "\ufeff"


@route(parameters=LISTING)
def items_csv(values):
    """A table with a row for each item."""
    return export(values, "csv", "text/csv; charset=utf-8; header=present", csv_lines)


def csv_lines(batches):
    """The lines of the table."""
    yield MARK + line(COLUMNS)
    for batch in batches:
        yield "".join(line(row_of(json.loads(item))) for item in batch)


def line(cells):
    """One line of the table."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([no_formula(cell) for cell in cells])
    return out.getvalue()


def row_of(item):
    """The cells of an item."""
    return [write(item[name]) for name, write in COLUMNS.values()]


@route(parameters=LISTING)
def items_ndjson(values):
    """One full item a line."""
    return export(values, "ndjson", "application/x-ndjson", ndjson_lines)


def ndjson_lines(batches):
    """Items as they are, each with the end of its line."""
    for batch in batches:
        yield ("\n".join(batch) + "\n").translate(ENDS_OF_LINES) if batch else ""
