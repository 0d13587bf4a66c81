"""What the admin gives as CSV and Excel holds no formula."""

import csv
import io

import openpyxl
import pytest
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from tests import factories

FORMULA = '=HYPERLINK("https://evil.example","Click")'
REPORTS = [
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/workflow_tasks/",
]


@pytest.fixture
def admin(person, tree):
    """An administrator, after somebody called a page a formula."""
    factories.MapStoryFactory(parent=tree.stories, title=FORMULA).save_revision(
        log_action=True
    )
    return person(is_superuser=True)


def body(response):
    """The bytes of an answer, however it is sent."""
    return b"".join(response) if response.streaming else response.content


def cells(response, kind):
    """Every cell of a spreadsheet."""
    data = body(response)
    if kind == "csv":
        rows = csv.reader(io.StringIO(data.decode(), newline=""))
    else:
        rows = openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True)
    return [cell for row in rows for cell in row]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("address", REPORTS)
def test_no_report_holds_a_formula(admin, address, kind):
    found = cells(admin.get(address, {"export": kind}), kind)
    assert found
    for cell in found:
        assert not str(cell).startswith(("=", "+", "-", "@")), cell


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_words_are_there_as_text(admin, kind):
    address = "/admin/reports/aging-pages/"
    assert f"'{FORMULA}" in cells(admin.get(address, {"export": kind}), kind)


def test_numbers_stay_numbers():
    view = SpreadsheetExportMixin()
    assert view.preprocess_field_value("x", -5, "xlsx") == -5
    assert view.preprocess_field_value("x", "-5", "csv") == "'-5"
    assert view.preprocess_field_value("x", ["=1", "2"], "csv") == "'=1, 2"
