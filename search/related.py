"""What to read next: an editor's choice, then what shares drivers, place and subject."""

from operator import itemgetter

from core.text.phrases import joined
from feed.query.connection import fetch_rows
from feed.query.relation import as_facets, ask, question
from feed.schema.facets import FACETS
from search.cards import Card
from search.facets import label_of

MOST_RELATED = 5
# So many of the newest items that share something are weighed against each other.
MOST_WEIGHED = 100
NEWEST = question("""
    SELECT i.id, i.card, i.facets FROM {items} i
    WHERE i.facets && %s::text[] AND NOT i.page = ANY(%s)
    ORDER BY i.published_at DESC, i.id DESC LIMIT %s
""")
# Among those that share a driver, and among those that share anything.
SHARING = question(
    "SELECT DISTINCT ON (i.id) i.card, i.facets"
    " FROM (({newest}) UNION ALL ({newest})) AS i",
    newest=NEWEST,
)
OF_PAGES = question(
    "SELECT i.page, i.card, i.facets FROM {items} i WHERE i.page = ANY(%s)"
)
# What two items may share by which a reader would go on from one to the other.
TELLING = {facet.name: facet for facet in FACETS if facet.weight}


def related_to(page):
    """
    Find public items to read next.

    Args:
        page: a page, or a version of one.

    Returns:
        Up to five `search.cards.Card`s, each with `why`: a few words for the reader.
    """
    chosen = page.linked["related_pages"]
    known = [page.pk or 0, *(row.target_id for row in chosen)]
    _, rows = ask(OF_PAGES, [known])
    public = {page: (form, facets) for page, form, facets in rows}
    found = recommended(chosen, public)
    subjects = subjects_of(page, public)
    if subjects and len(found) < MOST_RELATED:
        ids = {card.id for card in found}
        found += [card for card in sharing(subjects, known) if card.id not in ids]
    return found[:MOST_RELATED]


def recommended(chosen, public):
    """
    The items an editor recommends, in the editor's order.

    Args:
        chosen: rows of “see also”.
        public: for each public page its form and its facets.

    Returns:
        A list of `Card`s, none of them twice.
    """
    found = {}
    for row in chosen:
        if row.target_id in public and row.target_id not in found:
            form, _ = public[row.target_id]
            found[row.target_id] = Card(form, row.why)
    return list(found.values())


def subjects_of(page, public):
    """
    The facets of a page that others may share.

    A version that is not public yet has no row in the table, only its drivers.

    Args:
        page: a page, or a version of one.
        public: for each public page its form and its facets.

    Returns:
        A list of facets such as `theme:digital`.
    """
    if page.pk in public:
        _, facets = public[page.pk]
        return [facet for facet in facets if facet.partition(":")[0] in TELLING]
    rows = page.linked["alignments"]
    keys = [row.public_driver.translation_key for row in rows if row.public_driver]
    return as_facets("driver", keys)


def sharing(subjects, known):
    """
    The newest items that share something, those that share most first.

    Args:
        subjects: facets; those of drivers say most.
        known: primary keys of pages that are not wanted.

    Returns:
        Up to five `Card`s, each with what it shares as its `why`.
    """
    drivers = [facet for facet in subjects if facet.startswith("driver:")]
    values = [drivers, known, MOST_WEIGHED, subjects, known, MOST_WEIGHED]
    weights = {facet: TELLING[facet.partition(":")[0]].weight for facet in subjects}
    weighed = []
    for form, facets in fetch_rows(SHARING, values):
        shared = weights.keys() & set(facets)
        weighed.append((sum(weights[facet] for facet in shared), form, shared))
    weighed.sort(key=itemgetter(0), reverse=True)
    # Of those that share as much as the last one wanted, the newest.
    least = weighed[:MOST_RELATED][-1][0] if weighed else 0
    in_sight = [(w, Card(form), shared) for w, form, shared in weighed if w >= least]
    in_sight.sort(key=lambda one: (one[0], one[1].date), reverse=True)
    return [
        because(card, [facet for facet in subjects if facet in shared])
        for _, card, shared in in_sight[:MOST_RELATED]
    ]


def because(card, shared):
    """The card, which says what it shares: of all that, what says most."""
    names = [facet.partition(":")[::2] for facet in shared]
    heaviest = max((name for name, _ in names), key=lambda name: TELLING[name].weight)
    labels = [label_of(name, value) for name, value in names if name == heaviest]
    one, several = TELLING[heaviest].in_common
    card.why = f"{one if len(labels) == 1 else several} {joined(labels[:2])}"
    return card
