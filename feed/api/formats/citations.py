"""Items for reference managers: RIS, BibTeX and CSL-JSON, each citing our page."""

import json
from datetime import datetime

import rispy
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from core.pages.citation import COMMUNITY, Citation
from core.text.dates import local_day
from feed.api.formats.lists import export, format_door

RIS_TYPE = "application/x-research-info-systems; charset=utf-8"
BIBTEX_TYPE = "application/x-bibtex; charset=utf-8"
CSL_TYPE = "application/vnd.citationstyles.csl+json"


def cited_item(item):
    """How a full item is cited, a `core.pages.citation.Citation`."""
    return Citation(
        authors=tuple(item["authors"]),
        own_title=item["title"],
        changed=local_day(datetime.fromisoformat(item["updated_at"])),
        url=item["url"],
        document=item["details"].get("document_citation") or "",
    )


def one_line(text):
    """A text in one line, as the formats ask for."""
    return " ".join(text.split())


def notes_of_item(item, cited):
    """What stands beside a reference: what it summarises, and the sentence to show."""
    notes = (cited.note, item["licence"]["attribution"])
    return [one_line(note) for note in notes if note]


def keywords_of(item):
    """The labels of an item's themes."""
    return [theme["label"] for theme in item["themes"]]


# RIS


@format_door()
def items_ris(values):
    """A list in RIS."""
    return export(values, "ris", RIS_TYPE, ris)


def ris(batches):
    """References, a batch at a time."""
    for batch in batches:
        if batch:
            yield rispy.dumps([ris_entry(json.loads(item)) for item in batch]) + "\n"


def ris_entry(item):
    """One reference, by the names of rispy."""
    cited = cited_item(item)
    entry = {
        "type_of_reference": "ELEC",
        "id": item["id"],
        "title": one_line(cited.title),
        "authors": [name.reversed for name in cited.names],
        "abstract": one_line(item["summary"]),
        "year": cited.year,
        "date": cited.changed.strftime("%Y/%m/%d/"),
        "publisher": COMMUNITY,
        "urls": [cited.url],
        "keywords": keywords_of(item),
        "language": item["language"],
        "notes": notes_of_item(item, cited),
    }
    return {name: value for name, value in entry.items() if value}


# BibTeX


@format_door()
def items_bib(values):
    """A list in BibTeX."""
    return export(values, "bib", BIBTEX_TYPE, bibtex)


def bibtex(batches):
    """Entries, a batch at a time."""
    for batch in batches:
        entries = dict(map(bibtex_entry, map(json.loads, batch)))
        if entries:
            yield Writer(encoding="utf-8").to_string(BibliographyData(entries)) + "\n"


def bibtex_entry(item):
    """One entry with its key."""
    cited = cited_item(item)
    fields = {
        "title": one_line(cited.title),
        "year": cited.year,
        "url": cited.url,
        "abstract": one_line(item["summary"]),
        "keywords": ", ".join(keywords_of(item)),
        "publisher": COMMUNITY,
        "note": " ".join(notes_of_item(item, cited)),
    }
    fields = {name: plain_tex(value) for name, value in fields.items() if value}
    persons = {"author": [tex_person(name) for name in cited.names]}
    return f"map-{item['id']}", Entry("misc", fields, persons)


def tex_person(name):
    """An author of an entry; the name of a body is kept together by braces."""
    text = plain_tex(name.reversed)
    return Person(text if name.given else f"{{{text}}}")


def plain_tex(text):
    """A text without what TeX takes for its own; the writer escapes the rest."""
    for sign, instead in (("{", "("), ("}", ")"), ("\\", "/"), ("$", r"\$")):
        text = text.replace(sign, instead)
    return text


# CSL-JSON


@format_door()
def items_csl(values):
    """A list in CSL-JSON."""
    return export(values, "csl.json", CSL_TYPE, csl)


def csl(batches):
    """One array, a batch at a time."""
    before = "["
    for batch in batches:
        for item in map(json.loads, batch):
            yield before + json.dumps(csl_entry(item), ensure_ascii=False)
            before = ",\n"
    yield "]\n" if before != "[" else "[]\n"


def csl_entry(item):
    """One reference, by the names of citationstyles.org's schema for data."""
    cited = cited_item(item)
    day = cited.changed
    entry = {
        "id": item["id"],
        "type": "webpage",
        "title": cited.title,
        "author": [csl_name(name) for name in cited.names],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "container-title": COMMUNITY,
        "publisher": COMMUNITY,
        "URL": cited.url,
        "abstract": item["summary"],
        "keyword": ", ".join(keywords_of(item)),
        "language": item["language"],
        "note": " ".join(notes_of_item(item, cited)),
    }
    return {name: value for name, value in entry.items() if value}


def csl_name(name):
    """An author: a person in two parts, a body as it is."""
    if name.given:
        return {"family": name.family, "given": name.given}
    return {"literal": name.family}
