"""Savings that do not say whether the library's own part is taken off."""

import re

from core.choices import MeasureKind
from core.page_checks import Finding
from core.text.wordcount import excerpt

SAVING = re.compile(r"\b(sav(e|ed|es|ing|ings)|freed|spared|(less|not) spent)\b", re.I)
SAY_WHETHER = (
    "Say of what was saved whether your own time and costs are taken off. Readers then "
    "see “before our own time” beside the figure, and nobody can say you left it out."
)


def savings_without_own_part(reading):
    """Time or money saved that leaves open what the library put in."""
    for measure in reading.page.measures.all():
        is_saving = measure.kind in {MeasureKind.TIME, MeasureKind.MONEY}
        if is_saving and SAVING.search(measure.what) and not measure.own_part:
            yield Finding("own-part", SAY_WHETHER, "measures", excerpt(measure.what))
