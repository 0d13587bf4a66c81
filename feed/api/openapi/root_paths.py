"""What can be asked beside the base, at the root of the site."""

from django.conf import settings

from feed.api.embed import EMBED
from feed.api.oai.requests import VERBS
from feed.api.oembed import OEMBED
from feed.api.openapi.operations import content, path_parameter, problem, reading_door
from feed.api.openapi.paths import ANY_OBJECT, HTML
from feed.api.responses import JSON
from feed.api.routing import BASE
from feed.schema.json_schema import KEY, TEXT, WORDS, one_of, ref

XML = "text/xml"
LINKSET = "application/linkset+json"
OAI_ARGUMENTS = {
    "verb": one_of(VERBS),
    **dict.fromkeys(("metadataPrefix", "identifier", "set", "from", "until"), TEXT),
    "resumptionToken": TEXT,
}


def oai_doors():
    """Both ways to harvest; what the protocol knows as an error has status 200."""
    answers = {
        "200": {
            "description": "An answer of OAI-PMH 2.0, errors included.",
            "content": content(XML, WORDS),
        },
        "405": {"description": "This address takes GET and POST."},
        "503": {"description": "The database does not answer; try again in a minute."},
    }
    form = {"type": "object", "properties": OAI_ARGUMENTS, "required": ["verb"]}
    sent = {"application/x-www-form-urlencoded": {"schema": form}}
    words = {"summary": "Harvest by OAI-PMH 2.0", "responses": answers}
    asked = [
        {"name": name, "in": "query", "required": name == "verb", "schema": schema}
        for name, schema in OAI_ARGUMENTS.items()
    ]
    return {
        "get": {"operationId": "getOai", **words, "parameters": asked},
        "post": {
            "operationId": "postOai",
            **words,
            "requestBody": {"required": True, "content": sent},
        },
    }


def embed_one_door():
    """What can be asked of the card of one page."""
    return reading_door(
        "getEmbeddedItem",
        "An item as a card, as a page for an iframe",
        HTML,
        WORDS,
        [path_parameter("id", KEY, "The id of an item, or of another public page.")],
        **{
            "404": problem("No public page has ever had this id."),
            "410": {
                "description": "The item was withdrawn; the page says so.",
                "content": content(HTML, WORDS),
            },
        },
    )


def oembed_door():
    """What can be asked of an address of the site."""
    described = reading_door(
        "getOembed",
        "How a page is shown on another site; other arguments are passed over",
        JSON,
        ref("OEmbed"),
        OEMBED,
        **{
            "404": problem("Nothing public stands at that address."),
            "501": problem("There is JSON alone."),
        },
    )
    parameters = {shown["name"]: shown for shown in described["get"]["parameters"]}
    parameters["url"]["required"] = True
    # The protocol wants a 501 for what a provider does not have.
    parameters["format"]["schema"] = one_of(["json"])
    return described


def root_paths():
    """Every address beside the base, each with the site as its server."""
    doors = {
        BASE: reading_door("getBase", "What this is, and its doors", JSON, ANY_OBJECT),
        "/oai": oai_doors(),
        "/embed": reading_door(
            "getEmbed", "A list as a page for an iframe", HTML, WORDS, EMBED
        ),
        "/embed/{id}": embed_one_door(),
        "/oembed": oembed_door(),
        "/.well-known/api-catalog": reading_door(
            "getApiCatalog", "The interfaces of this site", LINKSET, ANY_OBJECT
        ),
    }
    site = [{"url": settings.BASE_URL}]
    return {path: {"servers": site, **door} for path, door in doors.items()}
