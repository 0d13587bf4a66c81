"""What Word puts around words: lists, links, changes, boxes, notes."""

import io

import pytest

from sharing.prose import Paragraph, Piece
from sharing.word.reading import (
    HIDDEN,
    PARTS,
    PICTURES,
)
from tests.sharing.documents import (
    SPACES,
    STORY,
    WARDS,
    add_link,
    lines,
    part,
    reading,
    rest,
    saved,
    texts,
    with_parts,
    with_text,
)
from tests.uploads.samples import noise
from tests.uploads.samples import saved as picture


def test_lists_and_links_are_kept():
    document = lines("The story")
    document.add_paragraph("First", style="List Number")
    document.add_paragraph("A point", style="List Bullet")
    add_link(document, "the plan", "https://example.org/plan", before="See ")
    story = reading(document, "map-story").values["story"]
    assert [(str(p), p.list) for p in story.paragraphs] == [
        ("First", "number"),
        ("A point", "bullet"),
        ("See the plan (https://example.org/plan)", ""),
    ]
    assert story.html == (
        "<ol><li>First</li></ol><ul><li>A point</li></ul>"
        '<p>See <a href="https://example.org/plan">the plan</a></p>'
    )


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///c:/x",
        "mailto:a@b.org",
        " vbscript:x",
    ],
)
def test_links_that_are_none_of_the_web_keep_their_words_alone(address):
    document = lines("The story")
    add_link(document, "press here", address)
    (line,) = reading(document, "map-story").values["story"].paragraphs
    assert line == Paragraph((Piece("press here"),))


def test_words_are_never_markup():
    document = lines("The story", "<script>alert(1)</script> & more")
    html = reading(document, "map-story").values["story"].html
    assert html == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>"


def test_a_link_is_its_address_and_its_other_words_are_kept():
    document = lines("Title: A plan")
    add_link(
        document,
        "Read it here",
        "https://example.org/plan",
        before="Link to main document: ",
    )
    found = reading(document, "driver")
    assert found.values["source_url"] == "https://example.org/plan"
    assert rest(found) == ["Read it here (https://example.org/plan)"]


def test_an_older_form_of_link_is_read():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://example.org/" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>here</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r>'
    )
    label = "<w:p><w:r><w:t>The story</w:t></w:r></w:p>"
    found = reading(with_text(f"{label}<w:p>{field}</w:p>"), "map-story")
    expected = Paragraph((Piece("here", "https://example.org/"), Piece(".")))
    assert found.values["story"].paragraphs == (expected,)


def test_a_control_within_a_line_is_read():
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="title"/></w:sdtPr><w:sdtContent><w:r>'
        "<w:t>A plan</w:t></w:r></w:sdtContent></w:sdt>"
    )
    body = f"<w:p><w:r><w:t>Title: </w:t></w:r>{control}<w:r><w:t>!</w:t></w:r></w:p>"
    found = reading(with_text(body), "driver")
    assert texts(found) == {"title": "A plan"}
    assert rest(found) == ["!"]


TRACKED = (
    "<w:p><w:r><w:t>The story</w:t></w:r></w:p><w:p><w:r><w:t>We </w:t></w:r>"
    '<w:del w:id="1" w:author="A"><w:r><w:delText>never </w:delText></w:r></w:del>'
    '<w:ins w:id="2" w:author="A"><w:r><w:t>always </w:t></w:r></w:ins>'
    '<w:moveFrom w:id="3"><w:r><w:t>gone </w:t></w:r></w:moveFrom>'
    '<w:moveTo w:id="4"><w:r><w:t>came</w:t></w:r></w:moveTo></w:p>'
    '<w:ins w:id="5"><w:p><w:r><w:t>Twice.</w:t></w:r></w:p></w:ins>'
    '<w:del w:id="6"><w:p><w:r><w:t>Thrice.</w:t></w:r></w:p></w:del>'
)


def test_of_tracked_changes_what_was_put_in_counts():
    found = reading(with_text(TRACKED), "map-story")
    assert texts(found) == {"story": "We always came\nTwice."}
    assert rest(found) == []


def test_text_boxes_are_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    shapes = (
        "<mc:AlternateContent><mc:Choice><w:drawing>{0}</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = (
        f"<w:p><w:r>{shapes.format(box.format('Title: A plan'))}</w:r></w:p>"
        f"<w:p><w:r><w:t>Source:</w:t></w:r><w:r><w:pict>{box.format('HEE')}</w:pict></w:r></w:p>"
    )
    found = reading(with_text(body), "driver")
    assert texts(found) == {"title": "A plan", "publisher": "HEE"}
    assert rest(found) == []


def test_the_strict_dialect_is_read():
    data = saved(lines(*STORY))
    strict = part(data).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert (
        texts(reading(with_parts(data, **{"word/document.xml": strict}), "map-story"))
        == WARDS
    )


def test_what_is_in_the_file_and_not_read_is_said():
    document = lines("The story", "It began.")
    document.add_picture(io.BytesIO(picture(noise(), "PNG")))
    document.sections[0].header.paragraphs[0].text = "Northmoor"
    document.paragraphs[0].add_run(" or so").font.hidden = True
    document.add_comment(document.paragraphs[1].runs, "Really?")
    found = reading(document, "map-story")
    assert texts(found) == {"story": "It began."}
    assert set(found.notices) == {PARTS["comments"], PARTS["header"], PICTURES, HIDDEN}


def test_footnotes_are_kept():
    data = saved(lines("The story", "It began."))
    rels = part(data, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="rId99" Type="http://x/relationships/footnotes" '
        'Target="footnotes.xml"/></Relationships>',
    )
    notes = (
        f"<w:footnotes {SPACES}>"
        '<w:footnote w:type="separator"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>'
        "<w:footnote><w:p><w:r><w:t>See Smith.</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    parts = {"word/_rels/document.xml.rels": rels, "word/footnotes.xml": notes}
    found = reading(with_parts(data, **parts), "map-story")
    assert texts(found) == {"story": "It began."}
    assert rest(found) == ["See Smith."]


def numbered(text, number):
    """An entry of a list that has numbers of its own and no style."""
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def test_lists_without_a_style_are_known_by_their_numbers():
    label = "<w:p><w:r><w:t>The story</w:t></w:r></w:p>"
    body = label + numbered("point", 1) + numbered("first", 6) + numbered("none", 0)
    story = reading(with_text(body), "map-story").values["story"]
    assert [p.list for p in story.paragraphs] == ["bullet", "number", ""]


def test_fields_and_ways_of_showing_stand_anywhere():
    field = (
        """<w:fldSimple w:instr='HYPERLINK "https://example.org/"'>"""
        "<w:r><w:t>here</w:t></w:r></w:fldSimple>"
    )
    inner = f"<w:p>{field}</w:p>"
    box = f"<mc:AlternateContent><mc:Choice><w:txbxContent>{inner}</w:txbxContent>"
    box += "</mc:Choice></mc:AlternateContent>"
    label = "<w:p><w:r><w:t>The story</w:t></w:r></w:p>"
    body = (
        f"{label}<mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}"
        f"</mc:Fallback></mc:AlternateContent><w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>"
    )
    story = reading(with_text(body), "map-story").values["story"]
    assert story.paragraphs == (Paragraph((Piece("here", "https://example.org/"),)),) * 2


def test_an_address_in_the_wrapping_of_a_mail_filter_is_unwrapped():
    wrapped = (
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2F"
    )
    document = lines("The story")
    add_link(document, "here", wrapped)
    (line,) = reading(document, "map-story").values["story"].paragraphs
    assert line == Paragraph((Piece("here", "https://example.org/"),))


def test_spaces_between_pieces_are_kept_once():
    document = lines("The story")
    line = document.add_paragraph()
    for text in ("We ", " met", "  ", "on", "\t", "Monday. ", " "):
        line.add_run(text)
    assert texts(reading(document, "map-story")) == {"story": "We met on Monday."}
