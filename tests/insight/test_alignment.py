"""The alignment map: every number leads to exactly what it counts."""

import pytest

from insight.alignment import AXES, COUNTED, AlignmentMap
from tests.insight.conftest import asked, behind


def test_the_map_counts_public_work(work):
    found = AlignmentMap(asked())
    rows = {row.title: row for row in found.all_rows}
    first, second = rows["Ten year plan"], rows["People plan"]
    assert (first.count.stories, first.count.plans, first.count.figures) == (2, 1, 2)
    assert (second.count.stories, second.count.plans) == (1, 0)
    labels = [column.label for column in found.columns]
    numbers = dict(zip(labels, first.cells, strict=True))
    assert {label: cell.number for label, cell in numbers.items()} == {
        "Digital": 2,
        "People": 2,
    }


@pytest.mark.parametrize("by", AXES)
@pytest.mark.parametrize("count", [name for name in COUNTED if name != "figures"])
def test_every_number_leads_to_what_it_counts(work, by, count):
    found = AlignmentMap(asked(f"by={by}&count={count}&all=1"))
    cells = [column.total for column in found.columns]
    cells += [cell for row in found.all_rows for cell in (row.total, *row.cells)]
    assert any(cell.number for cell in cells)
    for cell in cells:
        assert cell.number == (behind(cell.address) if cell.address else 0)


def test_figures_lead_to_the_work_they_stand_on(work):
    found = AlignmentMap(asked("count=figures"))
    row = found.rows[0]
    assert row.total.number == 2
    assert behind(row.total.address) == row.count.work


def test_the_map_says_where_most_is_and_what_is_missing(work):
    says = AlignmentMap(asked()).says
    assert "“Ten year plan” has most work behind it: 2 stories, 1 plan and 2 f" in says
    assert "1 current national driver has no story yet." in says


def test_a_driver_that_is_not_public_is_not_on_the_map(work, drivers):
    type(drivers[0]).objects.get(pk=drivers[0].pk).unpublish()
    found = AlignmentMap(asked("all=1"))
    assert "Ten year plan" not in [row.title for row in found.all_rows]
    assert AlignmentMap(asked()).rows[0].title == "People plan"
