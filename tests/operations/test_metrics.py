"""Figures for Prometheus, read by its own library; for nobody without the token."""

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from prometheus_client.parser import text_string_to_metric_families

from background.models import Heartbeat, OutboxMessage
from operations.health.parts import PARTS

TOKEN = "a-token-that-is-long-enough"


@pytest.fixture
def told(settings, visitor):
    """The figures, as Prometheus reads them: values by name and label."""
    settings.METRICS_TOKEN = TOKEN

    def ask():
        headers = {"authorization": f"Bearer {TOKEN}"}
        answer = visitor.get("/metrics", headers=headers)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        families = text_string_to_metric_families(answer.content.decode())
        return {
            (sample.name, *sample.labels.values()): sample.value
            for family in families
            for sample in family.samples
        }

    return ask


def test_what_is_told(tree, told):
    Heartbeat.objects.create(worker="one")
    OutboxMessage.objects.create(kind="mail", payload={})
    OutboxMessage.objects.create(kind="mail", payload={}).park("Refused")
    found = told()
    assert {key[1] for key in found if key[0] == "mapcms_part_well"} == {
        part.name for part in PARTS
    }
    assert found["mapcms_part_well", "mail"] == 0
    assert found["mapcms_part_well", "database"] == 1
    assert found["mapcms_outbox_messages", "waiting"] == 1
    assert found["mapcms_outbox_messages", "parked"] == 1
    assert found["mapcms_pages_public",] > 1
    assert found["mapcms_texts_waiting",] == 0
    assert 0 <= found["mapcms_worker_seen_seconds",] < 60


def test_without_its_database_it_says_so(db, told, monkeypatch):
    def refuse(self):
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(BaseDatabaseWrapper, "cursor", refuse)
        found = told()
    assert found == {("mapcms_part_well", "database"): 0}


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_the_token_is_needed(db, visitor, settings, sent):
    settings.METRICS_TOKEN = TOKEN
    answer = visitor.get("/metrics", headers={"authorization": sent})
    assert answer.status_code == 401
    assert b"mapcms" not in answer.content


def test_without_a_token_of_the_site_there_is_no_such_page(db, visitor, settings):
    settings.METRICS_TOKEN = ""
    answer = visitor.get("/metrics", headers={"authorization": "Bearer "})
    assert answer.status_code == 404
