"""Texts are sent compressed, files as they are."""

import gzip

import pytest
from django.core.files.base import ContentFile

from core.models import Attachment, CustomDocument
from tests import factories

GZIP = {"accept-encoding": "gzip, br"}


@pytest.mark.parametrize(
    "address", ["/", "/stories/", "/map/", "/map/map.svg", "/sitemap.xml", "/nowhere/"]
)
def test_pages_are_packed(tree, visitor, address):
    packed = visitor.get(address, headers=GZIP)
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    plain = visitor.get(address)
    assert "Content-Encoding" not in plain
    assert gzip.decompress(packed.content)[:15] == plain.content[:15]


def test_files_stay_as_they_are(tree, visitor):
    document = CustomDocument(title="Form")
    document.file.save("form.txt", ContentFile(b"words " * 1000))
    factories.InformationFactory(
        parent=tree.home, rows={"attachments": [Attachment(document=document)]}
    )
    response = visitor.get(document.url, headers=GZIP)
    assert response.status_code == 200
    assert response.get("Content-Encoding", "") != "gzip"
