"""What Wagtail's reports and lists give as CSV and Excel, without formulas.

Titles, names and notes are typed by people. All exports of the admin go through this one
method of Wagtail's, for which it has no setting.
"""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.text.cells import no_formula


def hold_no_formulas():
    """Let every export write its cells so that nothing takes them for formulas."""
    of_wagtail = SpreadsheetExportMixin.preprocess_field_value

    def preprocess_field_value(self, field, value, export_format):
        cell = of_wagtail(self, field, value, export_format)
        return no_formula(cell) if isinstance(cell, str) else cell

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
