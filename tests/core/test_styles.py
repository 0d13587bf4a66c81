"""The site's style sheet is joined from its parts, wherever it is looked for."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.views import serve
from django.core.management import call_command

from core.finders import (
    FOLDER,
    PARTS,
    SHEET,
    SheetFinder,
    packaged_sheets,
    whole_sheet,
)

ELSEWHERE = re.compile(rb"""(url\(|@import)\s*["']?(https?:)?//""")


@pytest.fixture
def finder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return SheetFinder()


def test_every_part_is_named_once_and_there():
    assert sorted(PARTS) == sorted(part.stem for part in FOLDER.glob("*.css"))
    assert {part.suffix for part in FOLDER.iterdir()} == {".css"}


def test_the_sheet_is_the_design_system_and_its_parts_in_their_order(finder):
    parts = [(FOLDER / f"{part}.css").read_bytes() for part in PARTS]
    assert len(parts) == 16
    [packaged] = packaged_sheets()
    with open(finder.find(packaged), "rb") as sheet:
        parts = [sheet.read(), *parts]
    with open(finder.find(SHEET), "rb") as sheet:
        served = sheet.read()
    assert served == b"\n".join(parts) == whole_sheet()
    # What a sheet is written in is said at its very beginning, or not at all.
    assert served.startswith(b"@charset")
    assert served.count(b"@charset") == 1


def test_each_part_is_whole_so_that_none_can_spoil_the_next():
    for part in PARTS:
        text = re.sub(r"/\*.*?\*/", "", (FOLDER / f"{part}.css").read_text(), flags=re.S)
        assert text.count("{") == text.count("}") > 0, part
        assert text.endswith("}\n"), part


def test_the_print_styles_come_last():
    assert PARTS[-1] == "print"


def test_the_sheet_is_found_and_its_parts_are_not():
    assert finders.find(SHEET).endswith(SHEET)
    assert finders.find(SHEET, find_all=True) == [finders.find(SHEET)]
    for part in PARTS:
        assert finders.find(f"core/{part}.css") is None
        assert finders.find(f"core/styles/{part}.css") is None


def test_other_files_are_left_to_other_finders(finder):
    assert finder.find("core/words.js") == []
    assert finders.find("core/words.js")
    assert list(finder.list(["*.css"])) == []
    assert {path for path, _ in finder.list(["CVS"])} == {SHEET, *packaged_sheets()}


def test_no_sheet_that_is_served_asks_another_domain(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    sheets = list(tmp_path.rglob("*.css"))
    assert len(sheets) > len(packaged_sheets()) > 0
    asking = [sheet.name for sheet in sheets if ELSEWHERE.search(sheet.read_bytes())]
    assert asking == []


def test_of_the_packaged_sheet_only_the_fonts_are_left_out():
    for path, packaged in packaged_sheets().items():
        with open(finders.find(path), "rb") as sheet:
            served = sheet.read()
        kept = packaged.read_bytes().split(b"@font-face")
        assert len(kept) == 3
        assert served == kept[0] + b"".join(p[p.index(b"}") + 1 :] for p in kept[1:])


def test_a_part_that_changes_changes_the_sheet_and_nothing_else_writes_it(
    finder, monkeypatch, tmp_path
):
    place = finder.keep()
    written = place.stat().st_mtime_ns
    assert finder.keep().stat().st_mtime_ns == written
    monkeypatch.setattr("core.finders.whole_sheet", lambda: b"a {}\n")
    assert finder.keep().read_bytes() == b"a {}\n"
    assert [path.name for path in place.parent.iterdir()] == ["mapcms.css"]


def test_production_collects_it_with_a_hash_in_its_name(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "core.storage.StaticStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    [hashed] = tmp_path.glob("core/mapcms.*.css")
    assert hashed.read_bytes() == (tmp_path / SHEET).read_bytes() == whole_sheet()
    assert hashed.with_name(f"{hashed.name}.gz").exists()
    assert not list(tmp_path.rglob("narrowing*"))


def test_while_it_is_worked_on_a_page_carries_it_as_it_is(settings, rf):
    settings.DEBUG = True
    answer = serve(rf.get(f"/static/{SHEET}"), SHEET)
    assert answer.headers["Content-Type"] == "text/css"
    assert b"".join(answer) == whole_sheet()
