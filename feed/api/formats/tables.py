"""Lists for spreadsheets and for programs: CSV, and one item a line."""

import csv
import io
import json

from feed.api.formats.lists import export
from feed.api.routing import route
from feed.query.parameters import LISTING

# Spreadsheets take cells that begin like this for formulas
# (OWASP, “CSV Injection”); an apostrophe before them says that they are text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Tells Excel that the file is UTF-8.
MARK = "\ufeff"
COLUMNS = (
    "id",
    "type",
    "title",
    "url",
    "summary",
    "published_at",
    "updated_at",
    "reviewed_at",
    "review_due",
    "status",
    "scope",
    "organisation",
    "year",
    "themes",
    "nations",
    "regions",
    "ics",
    "settings",
    "staff_groups",
    "impacts",
    "authors",
    "drivers",
    "measures",
    "licence",
    "attribution",
    "language",
)


@route("/items.csv", parameters=LISTING)
def items_csv(values):
    """A table with a row for each item."""
    return export(
        values, "/items.csv", "text/csv; charset=utf-8; header=present", csv_lines
    )


def csv_lines(batches):
    """The lines of the table."""
    yield MARK + line(COLUMNS)
    for batch in batches:
        yield "".join(line(row_of(json.loads(item))) for item in batch)


def line(cells):
    """One line of the table."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return out.getvalue()


def row_of(item):
    """The cells of an item."""
    return [cell_of(item, name) for name in COLUMNS]


def cell_of(item, name):
    """One cell of an item."""
    special = {
        "drivers": lambda: labels(item["alignments"]),
        "measures": lambda: "; ".join(map(figure, item["measures"])),
        "licence": lambda: item["licence"]["label"],
        "attribution": lambda: item["licence"]["attribution"],
    }
    return special[name]() if name in special else text_of(item[name])


def text_of(value):
    """A value in words, lists joined by semicolons."""
    if isinstance(value, list):
        return labels(value)
    if isinstance(value, dict):
        return value["label"]
    return "" if value is None else str(value)


def labels(values):
    """Several values in words."""
    return "; ".join(v["label"] if isinstance(v, dict) else v for v in values)


def figure(measure):
    """A measure in words."""
    value, unit, period = (measure[name] for name in ("value", "unit", "period"))
    return f"{value} {unit} ({period}, {measure['basis']})"


def safe(cell):
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


@route("/items.ndjson", parameters=LISTING)
def items_ndjson(values):
    """One full item a line."""
    return export(values, "/items.ndjson", "application/x-ndjson", ndjson_lines)


def ndjson_lines(batches):
    """Items as they are, each with the end of its line."""
    for batch in batches:
        yield "\n".join(batch) + "\n" if batch else ""
