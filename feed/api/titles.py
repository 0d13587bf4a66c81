"""What lists are called in feed readers and above frames: after what they are of."""

from core.pages.citation import COMMUNITY
from feed.query.vocabulary import vocabulary
from feed.schema.facets import DATE_FILTERS, FACETS


def title_of(values):
    """
    What a list is called.

    Args:
        values: parameters by name, as they were read.

    Returns:
        The community's name, and after it what the list is narrowed to.
    """
    narrowed = "; ".join([*chosen(values), *words_looked_for(values), *bounds(values)])
    return f"{COMMUNITY}: {narrowed}" if narrowed else COMMUNITY


def chosen(values):
    """The values of each filter, as readers know them."""
    for facet in FACETS:
        if facet.name in values:
            labels = [vocabulary.label_of(facet.name, v) or v for v in values[facet.name]]
            yield " or ".join(labels)


def words_looked_for(values):
    """The words, in quotation marks."""
    if "q" in values:
        yield f"“{values['q']}”"


def bounds(values):
    """Since when and until when."""
    for declared in DATE_FILTERS:
        if declared.name in values:
            yield declared.phrase.format(f"{values[declared.name]:%-d %B %Y}")
