"""Lists for spreadsheets and for programs: CSV, and one item a line."""

import csv
import io
import json

from core.text.cells import no_formula
from feed.api.formats.lists import export, format_door
from feed.query.wire import ndjson_lines
from feed.schema.fields import COLUMNS

# Tells Excel that the file is UTF-8.
MARK = "\ufeff"


@format_door()
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


@format_door()
def items_ndjson(values):
    """One full item a line."""
    return export(values, "ndjson", "application/x-ndjson", ndjson_lines)
