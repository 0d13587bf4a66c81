"""What falls short of the coverage that is asked for is named."""

import pytest

from tests.covered import shortfalls


def seen(share, **missing):
    nothing = {"missing_lines": [], "missing_branches": []}
    files = {"core/a.py": nothing, "editorial/actions/b.py": nothing | missing}
    return {"files": files, "summary": {"percent_covered": share}}


def test_enough_is_enough():
    assert shortfalls(seen(90.0), ["core/a.py", "editorial/actions/*"]) == []


def test_what_was_not_reached_is_named():
    least = seen(89.94, missing_lines=[3], missing_branches=[[4, 7]])
    assert shortfalls(least, ["editorial/actions/*"]) == [
        "89.9 % of all, not 90",
        "editorial/actions/b.py: lines [3], branches [[4, 7]]",
    ]
    assert shortfalls(least, ["core/*"]) == ["89.9 % of all, not 90"]


def test_a_pattern_without_a_file_is_a_mistake():
    with pytest.raises(ValueError, match=r"No file is like core/gone\.py"):
        shortfalls(seen(100.0), ["core/gone.py"])
