"""Lists for reference managers: RIS and BibTeX."""

import json
from datetime import datetime

import rispy
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from core.pages.citation import COMMUNITY
from feed.api.formats.lists import export, format_door


@format_door()
def items_ris(values):
    """A list in RIS."""
    media_type = "application/x-research-info-systems; charset=utf-8"
    return export(values, "ris", media_type, ris)


def ris(batches):
    """References, a batch at a time."""
    for batch in batches:
        if batch:
            yield rispy.dumps([ris_entry(json.loads(item)) for item in batch]) + "\n"


def ris_entry(item):
    """One reference, by the names of rispy."""
    published = datetime.fromisoformat(item["published_at"])
    entry = {
        "type_of_reference": "ELEC",
        "id": item["id"],
        "title": one_line(item["title"]),
        "authors": [reversed_name(name) for name in item["authors"]] or [COMMUNITY],
        "abstract": one_line(item["summary"]),
        "year": str(item["year"]),
        "date": published.strftime("%Y/%m/%d/"),
        "publisher": COMMUNITY,
        "urls": [item["url"]],
        "keywords": [theme["label"] for theme in item["themes"]],
        "language": item["language"],
        "notes": [one_line(item["licence"]["attribution"])],
    }
    return {name: value for name, value in entry.items() if value}


def one_line(text):
    """A text in one line, as the format asks for."""
    return " ".join(text.split())


def reversed_name(name):
    """A person's name with the family name first; what stands after a comma goes."""
    first, _, last = one_line(name).partition(",")[0].rpartition(" ")
    return f"{last}, {first}" if first else last


@format_door()
def items_bib(values):
    """A list in BibTeX."""
    return export(values, "bib", "application/x-bibtex; charset=utf-8", bibtex)


def bibtex(batches):
    """Entries, a batch at a time."""
    for batch in batches:
        entries = dict(map(bibtex_entry, map(json.loads, batch)))
        if entries:
            yield Writer(encoding="utf-8").to_string(BibliographyData(entries)) + "\n"


def bibtex_entry(item):
    """One entry with its key."""
    fields = {
        "title": one_line(item["title"]),
        "year": str(item["year"]),
        "url": item["url"],
        "abstract": one_line(item["summary"]),
        "keywords": ", ".join(theme["label"] for theme in item["themes"]),
        "publisher": COMMUNITY,
        "note": one_line(item["licence"]["attribution"]),
    }
    fields = {name: balanced(value) for name, value in fields.items() if value}
    people = [person(name) for name in item["authors"]]
    persons = {"author": people} if people else {}
    return f"map-{item['id']}", Entry("misc", fields, persons)


def person(name):
    """Somebody as the author of an entry."""
    return Person(balanced(reversed_name(name)))


def balanced(text):
    """A text without braces, which would have to come in pairs, and without formulas."""
    plain = text.replace("{", "(").replace("}", ")").replace("\\", "/")
    return plain.replace("$", r"\$")
