"""Files to take away: spreadsheets find text in them and nothing that they would run."""

import csv
import io

import pytest

from insight.downloads import csv_response, svg_response
from insight.svg import Picture


def rows_of(response):
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_table_comes_back_as_it_was_given():
    rows = [["Driver", "Stories"], ['Plan, "ten" years\nand more', "3"], ["Łódź", ""]]
    response = csv_response(rows, "map-theme")
    assert rows_of(response) == rows
    assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert response["Content-Disposition"] == 'attachment; filename="map-theme.csv"'


def test_a_table_tells_excel_its_encoding():
    assert csv_response([["a"]], "x").content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1"])
def test_no_cell_is_a_formula(cell):
    [[read]] = rows_of(csv_response([[cell]], "x"))
    assert read == f"'{cell}"


def test_a_picture_is_shown_and_can_be_saved():
    response = svg_response(Picture(10, 10, "Łódź", ""), "timeline")
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="timeline.svg"'
    first, second = response.content.decode().splitlines()
    assert first == '<?xml version="1.0" encoding="UTF-8"?>'
    assert second.startswith("<svg")
    assert "Łódź" in second
