"""The door of one item: in full, in another format, or what is left of it."""

from feed.api.etags import release
from feed.api.formats.single import ITEM_FORMATS, alternate_links
from feed.api.response_cache import items
from feed.api.responses import JSON, Answer, json_answer
from feed.api.routing import route
from feed.query import selectors
from feed.query.converters import Unreadable, item_id
from feed.query.problems import NotFound
from feed.query.wire import finished, key_of
from feed.schema.values import moment


@route(kept_in=items, own_tag=True)
def one_item(values, id):
    """An item in full or, with an ending, in a format; its tombstone if it is gone."""
    text, _, ending = id.partition(".")
    try:
        key = item_id(text)
    except Unreadable as error:
        raise NotFound from error
    if ending not in ITEM_FORMATS and id != text:
        raise NotFound
    now, row = selectors.item(key)
    if row is None:
        raise NotFound("No item has ever had this id.", keys=(key_of(key),))
    if not row.is_public:
        return json_answer(tombstone(key, row), now, status=410, keys=(key_of(key),))
    return written(now, row, key, ending)


def written(now, row, key, ending):
    """The answer for a public item, as it is or in a format."""
    full = finished(row.full, row.sequence)
    tag = f"{now.epoch.hex[:8]}-{row.hash[:24]}-{row.sequence:x}"
    headers = {"Link": alternate_links(key)}
    if ending:
        kind = ITEM_FORMATS[ending]
        body, media_type = "".join(kind.write([[full]])), kind.media_type
        tag += f"-{release()}-{ending}"
        headers["Content-Disposition"] = f'attachment; filename="map-{key}.{ending}"'
    else:
        body, media_type = full, JSON
    return Answer(
        body.encode(),
        media_type,
        now,
        tag=tag,
        changed_at=row.changed_at,
        keys=(key_of(key),),
        headers=headers,
    )


def tombstone(key, row):
    """What is left of an item, as a change."""
    return {
        "sequence": row.sequence,
        "at": moment(row.changed_at),
        "action": "withdraw",
        "id": key,
        "type": row.type,
        "reason": row.reason or None,
        "replaced_by": row.replaced_by,
    }
