"""Cells of tables that spreadsheets open."""

# Spreadsheets take cells that begin like this for formulas
# (OWASP, “CSV Injection”); an apostrophe before them says that they are text.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def no_formula(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, even behind blanks."""
    is_formula = cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA)
    return f"'{cell}" if is_formula else cell
