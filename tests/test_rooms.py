"""Who may know what: the feed's table is named in the feed alone."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Bench measures the table from outside, and tests look into it.
EXEMPT = {"feed", "tests", "bench"}
TABLE = re.compile(r"\bfeed_(item|state|now|one)\b")


def modules():
    """Every module that is part of the product, but for those of the feed."""
    for path in sorted(ROOT.glob("*/**/*.py")):
        room = path.relative_to(ROOT).parts[0]
        if room not in EXEMPT and not room.startswith("."):
            yield path


def texts_of(source):
    """The texts of a module, parts of f-strings included, without its docstrings."""
    tree = ast.parse(source)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and ast.get_docstring(node, clean=False) is not None
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in told:
            yield str(node.value)


@pytest.mark.parametrize(
    "source",
    [
        'question = "SELECT id FROM feed_item"',
        'question = f"SELECT {names} FROM feed_item i"',
        'rows = fetch(f"SELECT * FROM feed_now() s")',
    ],
)
def test_a_module_that_names_the_table_is_noticed(source):
    assert any(TABLE.search(text) for text in texts_of(source))


def test_nobody_outside_the_feed_names_its_table():
    found = list(modules())
    assert len(found) > 150
    naming = [
        str(path.relative_to(ROOT))
        for path in found
        if any(TABLE.search(text) for text in texts_of(path.read_text()))
    ]
    assert naming == []
