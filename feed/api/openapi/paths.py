"""What can be asked at each address, and what is answered there."""

from feed.api.formats.single import ITEM_FORMATS
from feed.api.openapi.operations import (
    content,
    path_parameter,
    problem,
    reading_door,
)
from feed.api.responses import JSON
from feed.query.parameters import CHANGES, LISTING
from feed.query.problems import BY_SLUG
from feed.schema.json_schema import DAY, KEY, WORDS, many, members, ref

HTML = "text/html"
# How it is said that an item is not there, or not any more.
GONE = ("404", "410")
FORMATS = (
    ("atom", "application/atom+xml", "A list as Atom, with what was withdrawn"),
    ("rss", "application/rss+xml", "A list as RSS 2.0"),
    ("jsonfeed", "application/feed+json", "A list as a JSON Feed"),
    ("csv", "text/csv", "Every match as a table"),
    ("ris", "application/x-research-info-systems", "Every match for reference managers"),
    ("bib", "application/x-bibtex", "Every match as BibTeX"),
    ("csl.json", "application/vnd.citationstyles.csl+json", "Every match as CSL-JSON"),
    ("ndjson", "application/x-ndjson", "Every match, one full item a line"),
)
ANY_OBJECT = {"type": "object"}


def schema_of(media_type):
    """The schema of a format: text, but for what is JSON as a whole."""
    if media_type.endswith("csl+json"):
        return many(ANY_OBJECT)
    return ANY_OBJECT if media_type.endswith("+json") else WORDS


def item_door():
    """What can be asked of one item."""
    return reading_door(
        "getItem",
        "An item in full",
        JSON,
        ref("Item"),
        [path_parameter("id", KEY, "The id of an item.")],
        **{
            "404": problem("No item has ever had this id."),
            "410": {
                "description": "The item was withdrawn; this is its tombstone.",
                "content": content(JSON, ref("Tombstone")),
            },
        },
    )


def item_format_doors():
    """What can be asked of one item in another format."""
    found = {}
    for ending, kind in ITEM_FORMATS.items():
        media_type = kind.media_type.partition(";")[0]
        found[f"/items/{{id}}.{ending}"] = reading_door(
            f"getItem{in_name(ending)}",
            f"One item as {kind.label}",
            media_type,
            schema_of(media_type),
            [path_parameter("id", KEY, "The id of an item.")],
            **{status: item_door()["get"]["responses"][status] for status in GONE},
        )
    return found


def in_name(ending):
    """The ending of an address as a part of the name of an operation."""
    return "".join(part.capitalize() for part in ending.split("."))


def preview_door():
    """What can be asked of one draft, which nobody may keep."""
    words = "The end of the link that an editor made."
    described = reading_door(
        "getPreview",
        "One draft as a full item, by a signed link",
        JSON,
        ANY_OBJECT,
        [path_parameter("token", WORDS, words)],
        **{"404": problem("The link does not work, or not any more.")},
    )
    del described["get"]["responses"]["200"]["headers"]
    return described


def dump_door():
    """What can be asked of one dump."""
    packed = {"type": "string", "contentMediaType": "application/gzip"}
    return reading_door(
        "getDump",
        "Every full item of one moment, one a line, packed with gzip",
        "application/gzip",
        packed,
        [path_parameter("date", DAY, "The day of a dump.")],
        **{
            "404": problem("There never was a dump of this day."),
            "410": problem("This dump is not given any more."),
        },
    )


def problem_door():
    """What can be asked of a kind of problem."""
    kinds = {"type": "string", "enum": list(BY_SLUG)}
    return reading_door(
        "getProblem",
        "What a kind of problem means",
        JSON,
        ref("KindOfProblem"),
        [path_parameter("kind", kinds, "The end of the `type` of a problem.")],
        **{"404": problem("There is no such kind.")},
    )


def acknowledgements():
    """What can be told at the one address where something is written."""
    number = {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}
    asked = {
        "operationId": "postAcknowledgement",
        "summary": "Say how far you have taken the changes in",
        "security": [{"key": []}],
        "requestBody": {
            "required": True,
            "content": content(JSON, members({"sequence": number})),
        },
        "responses": {
            "204": {"description": "Noted."},
            "400": problem("The body is something else."),
            "401": problem("There is no key, or none that holds."),
            "405": problem("Nothing can be read here.", Allow=WORDS),
            "409": problem("The feed has not come to this sequence yet."),
        },
    }
    return {"post": asked}


def paths():
    """Every address under the base."""
    return {
        "/items": reading_door(
            "getItems", "A part of a list", JSON, ref("Items"), LISTING
        ),
        "/items/{id}": item_door(),
        **item_format_doors(),
        "/changes": reading_door(
            "getChanges", "What changed", JSON, ref("Changes"), CHANGES
        ),
        "/facets": reading_door(
            *("getFacets", "How many items have each value", JSON),
            *(ref("Facets"), LISTING),
        ),
        "/vocabularies": reading_door(
            *("getVocabularies", "Every term of every vocabulary", JSON),
            ref("Vocabularies"),
        ),
        **{
            f"/items.{ending}": reading_door(
                f"getItems{in_name(ending)}", words, kind, schema_of(kind), LISTING
            )
            for ending, kind, words in FORMATS
        },
        "/dumps": reading_door("getDumps", "The daily dumps", JSON, ref("Dumps")),
        "/dumps/{date}.ndjson.gz": dump_door(),
        "/problems/{kind}": problem_door(),
        "/preview/{token}": preview_door(),
        "/acknowledgements": acknowledgements(),
        "/openapi.json": reading_door("getOpenapi", "This description", JSON, ANY_OBJECT),
        "/docs": reading_door("getDocs", "Documentation for people", HTML),
        "/changelog": reading_door("getChangelog", "What changed in the feed", HTML),
    }
