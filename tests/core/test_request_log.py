"""Lines of the log: each knows its request, and none repeats what somebody typed."""

import io
import json
import logging
from logging.config import dictConfig

import pytest
from django.conf import settings as project_settings
from django.db import IntegrityError
from django.urls import path

from mapcms import logs

pytestmark = pytest.mark.django_db
TOKEN = "D6IH8SLJXamJTl6KflJD0qd4P9GQZ0UpHHa0nkqqc_c"
TYPED = "mary.smith@example.org"


def break_down(request, token=""):
    try:
        raise KeyError(TYPED)
    except KeyError as error:
        raise IntegrityError(f"Key (email)=({TYPED}) already exists.") from error


urlpatterns = [path("breaks/", break_down), path("breaks/<str:token>/", break_down)]

handler500 = "core.views.broken"


@pytest.fixture
def written():
    """A reader of the lines that the site's own handler writes in a form."""
    stream = io.StringIO()

    def begin(form, level="INFO"):
        dictConfig(logs.configuration(level, form))
        logging.getLogger().handlers[-1].setStream(stream)
        return lambda: stream.getvalue().splitlines()

    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    yield begin
    dictConfig(project_settings.LOGGING)
    logging.getLogger().handlers[:] = handlers
    logging.getLogger().setLevel(level)


@pytest.fixture
def reader(visitor):
    visitor.raise_request_exception = False
    return visitor


def objects(lines):
    return [json.loads(line) for line in lines if line.startswith("{")]


@pytest.mark.urls(__name__)
def test_what_failed_has_a_name_that_people_can_tell_us(reader):
    answers = [reader.get("/breaks/") for _ in range(3)]
    assert len({answer["X-Request-ID"] for answer in answers}) == 3
    for answer in answers:
        assert answer["X-Request-ID"] in answer.content.decode()


def test_what_went_well_is_the_same_for_everybody(reader):
    assert "X-Request-ID" not in reader.get("/robots.txt")


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("given", "behind_proxy", "is_kept"),
    [
        ("abc-12345678", True, True),
        ("abc-12345678", False, False),
        ("a b", True, False),
        ("x" * 65, True, False),
        (TYPED, True, False),
    ],
)
def test_a_proxy_may_name_it(reader, settings, given, behind_proxy, is_kept):
    settings.BEHIND_PROXY = behind_proxy
    answer = reader.get("/breaks/", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) is is_kept


def test_a_line_has_the_request_without_what_was_asked(reader, written):
    lines = written("json")
    reader.get(f"/robots.txt?q={TYPED}")
    [line] = [it for it in objects(lines()) if it["logger"] == "core.http.request_log"]
    assert line["request_id"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/robots.txt", 200)
    assert TYPED not in "".join(lines())


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("form", ["text", "json"])
def test_an_error_is_told_without_its_words(reader, written, form):
    lines = written(form)
    assert reader.get(f"/breaks/{TOKEN}/").status_code == 500
    said = "\n".join(lines())
    assert "IntegrityError" in said
    assert "KeyError" in said
    assert "break_down" in said
    assert TYPED not in said
    assert TOKEN not in said


@pytest.mark.urls(__name__)
def test_the_line_of_an_error_knows_its_request(reader, written):
    lines = written("json", level="ERROR")
    answer = reader.get("/breaks/")
    [line] = [it for it in objects(lines()) if it["logger"] == "django.request"]
    assert line["request_id"] == answer["X-Request-ID"]


def test_a_developer_reads_the_words(written):
    lines = written("debug")
    try:
        raise KeyError(TYPED)
    except KeyError:
        logging.getLogger("mapcms").exception("Failed")
    assert TYPED in "\n".join(lines())
