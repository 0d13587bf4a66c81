"""The doors in JSON: items, changes, counts, vocabularies."""

import json

from core.choices import Licence
from feed.api.item import tombstone
from feed.api.links import address, address_of
from feed.api.responses import JSON, Answer, json_answer
from feed.api.routing import route
from feed.query import selectors
from feed.query.connection import snapshot
from feed.query.cursors import cursor, read_changes_cursor
from feed.query.parameters import CHANGES, FACETS, LISTING, USUAL_LIMIT
from feed.query.problems import BY_SLUG, KINDS, NotFound, StaleCursor
from feed.query.public_set import public_set
from feed.query.queries import query_of
from feed.query.vocabulary import vocabulary
from feed.query.wire import finished
from feed.schema.types import TYPES
from feed.schema.values import moment

# What the base calls the doors, by the names of their addresses.
DOORS = {
    "items": "feed_items",
    "changes": "feed_changes",
    "facets": "feed_facets",
    "vocabularies": "feed_vocabularies",
    "atom": "feed_items_atom",
    "rss": "feed_items_rss",
    "json_feed": "feed_items_jsonfeed",
    "csv": "feed_items_csv",
    "ris": "feed_items_ris",
    "bibtex": "feed_items_bib",
    "csl_json": "feed_items_csl.json",
    "ndjson": "feed_items_ndjson",
    "dumps": "feed_dumps",
    "openapi": "feed_openapi",
    "documentation": "feed_docs",
    "changelog": "feed_changelog",
}


@route()
def base(values):
    """What this is, under which licence, and where to go on."""
    with snapshot():
        now, counts = selectors.usage()
        public = public_set()
    licence = Licence.CC_BY
    return json_answer(
        {
            "title": "MAP (Making Alignment a Priority): everything public, for reuse",
            "description": (
                "Strategic drivers, templates, plans, examples and stories that help NHS "
                "libraries to show their value. Read-only, without an account."
            ),
            "licence": {
                "id": str(licence),
                "label": licence.short_label,
                "url": licence.url,
                "note": "Each item carries its own licence and the sentence to show.",
            },
            "doors": {
                **{door: address(name) for door, name in DOORS.items()},
                "item": address("feed_item", arguments=("{id}",)),
                "oai_pmh": address("oai"),
                "api_catalog": address("api_catalog"),
                "embed": address("feed_embed"),
                "embed_item": address("feed_embed_one", arguments=("{id}",)),
                "oembed": address("feed_oembed"),
            },
            "counts": {name: counts.get(f"type:{name}", 0) for name in TYPES},
            "set": public.form,
        },
        now,
    )


@route(parameters=LISTING)
def items(values):
    """A part of the list that the filters give."""
    wants_total = values.get("total") != "0"
    found = selectors.listing(query_of(values), with_total=wants_total)
    total = "null" if found.total is None else found.total
    following = "null"
    if found.next:
        following = f'"{address_of(values, "feed_items", cursor=found.next)}"'
    text = f'{{"items":[{",".join(found.items)}],"total":{total},"next":{following}}}'
    headers = {}
    if found.next:
        headers["Link"] = f'<{following[1:-1]}>; rel="next"'
    return Answer(text.encode(), JSON, found.now, headers=headers)


@route(parameters=CHANGES)
def changes(values):
    """The latest change of each item, oldest first, from a cursor on."""
    limit = values.get("limit", USUAL_LIMIT)
    epoch, after = read_changes_cursor(values.get("cursor"))
    now, rows = selectors.changes(after, limit)
    if epoch is not None and (epoch != now.epoch.hex or after > now.sequence):
        raise StaleCursor
    shown = rows[:limit]
    last = shown[-1].sequence if shown else after
    body = (
        f'{{"changes":[{",".join(map(change, shown))}],'
        f'"cursor":"{cursor(now.epoch.hex, last)}",'
        f'"more":{"true" if len(rows) > limit else "false"}}}'
    )
    return Answer(body.encode(), JSON, now)


def change(row):
    """One change as JSON."""
    if row.is_public:
        return (
            f'{{"sequence":{row.sequence},"at":"{moment(row.changed_at)}",'
            f'"action":"upsert","item":{finished(row.full, row.sequence)}}}'
        )
    return json.dumps(tombstone(row.id, row), ensure_ascii=False, separators=(",", ":"))


@route(parameters=LISTING)
def facets(values):
    """How many items of the list have each value."""
    counts = selectors.facets(query_of(values))
    vocabulary.refresh(counts.now.version)
    shown = {name: facet(name, counts.values[name]) for name in FACETS}
    total = None if values.get("total") == "0" else counts.total
    return json_answer({"facets": shown, "total": total}, counts.now)


def facet(name, values):
    """The values of one filter, the most frequent first; years, the latest first."""
    found = [
        {"id": value, "label": vocabulary.label_of(name, value), "count": count}
        for value, count in values.items()
    ]
    if name == "year":
        return sorted(found, key=lambda value: value["id"], reverse=True)
    return sorted(found, key=lambda value: (-value["count"], value["label"]))


@route()
def vocabularies(values):
    """Every term of every vocabulary, and how many public items have it."""
    now, counts = selectors.usage()
    vocabulary.refresh(now.version)
    shown = {
        name: [vocabulary_term(name, row, counts) for row in sorted(rows, key=by_label)]
        for name, rows in vocabulary.terms.rows.items()
    }
    return json_answer({"vocabularies": shown}, now)


def by_label(row):
    """Terms in the order of their labels."""
    return row[1].casefold()


def vocabulary_term(name, row, counts):
    """One term."""
    slug, label, description, retired, merged = row
    return {
        "id": slug,
        "label": label,
        "description": description,
        "retired": retired,
        "replaced_by": merged,
        "count": counts.get(f"{name}:{slug}", 0),
    }


@route()
def problem(values, kind):
    """What a kind of problem means, at the address that is its type."""
    title = BY_SLUG.get(kind)
    if title is None:
        raise NotFound
    form = {"type": address("feed_problem", arguments=(kind,)), "title": title}
    return json_answer({**form, "meaning": KINDS[title]}, selectors.now())
