"""A text as XML can hold it."""

from lxml import etree

from core.text.xml import xml_text


def test_only_what_xml_cannot_hold_is_left_out():
    every = "".join(map(chr, (*range(0xD800), 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600)))
    kept = xml_text(every)
    element = etree.Element("text")
    element.text = kept
    assert len(kept) == len(every) - 29 - 2
    assert kept.endswith("\ue000\ufffd\U0001f600")


def test_half_a_pair_is_left_out():
    assert xml_text("a\ud800b") == "ab"
    assert xml_text(None) == ""
