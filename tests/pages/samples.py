"""One public page of each type, with all its parts filled."""

from django.core.files.base import ContentFile
from wagtail.images.tests.utils import get_test_image_file

from core.models import (
    Alignment,
    Attachment,
    Author,
    CustomDocument,
    CustomImage,
    Measure,
    Quote,
    RelatedPage,
)
from tests import factories
from toolkit.models import DriverHook, Supersession


def everything(tree):
    """One public page of each type with all its parts filled, by type name."""
    document = CustomDocument(title="Strategy paper")
    document.file.save("strategy.txt", ContentFile(b"words"))
    paper = CustomDocument(title="Poster")
    paper.file.save("poster.txt", ContentFile(b"more words"))
    profile = factories.ProfileFactory(parent=tree.community, title="Asha Patel")
    older = factories.DriverFactory(
        parent=tree.drivers, title="Older plan", status="superseded"
    )
    driver = factories.DriverFactory(
        parent=tree.drivers,
        title="Newer <plan>",
        lift_this="Words to lift",
        key_features="<ul><li>One</li></ul>",
        rows={
            "supersessions": [Supersession(older=older)],
            "hooks": [DriverHook(quote="A line", page_reference="p. 7")],
            "authors": [Author(profile=profile)],
        },
    )
    image = CustomImage.objects.create(title="Poster", file=get_test_image_file())
    rows = {
        "alignments": [Alignment(driver=driver, level="national", how="It helps.")],
        "measures": [Measure(kind="time", value=120, unit="hours", basis="counted")],
        "quotes": [Quote(text="Thank you", name="Jo", consent=True)],
        "authors": [Author(profile=profile)],
        "attachments": [Attachment(document=document), Attachment(document=paper)],
        "related_pages": [RelatedPage(target=tree.section, why="to begin with")],
    }

    def copies():
        return {name: [copy_of(row) for row in values] for name, values in rows.items()}

    return {
        "home": tree.home,
        "toolkit": tree.toolkit,
        "driver index": tree.drivers,
        "story index": tree.stories,
        "community": tree.community,
        "profile": profile,
        "older driver": older,
        "driver": driver,
        "section": factories.SectionFactory(parent=tree.toolkit, rows=copies()),
        "template": factories.TemplateFactory(parent=tree.section, document=document),
        "plan": factories.PlanFactory(parent=tree.section, rows=copies()),
        "example": factories.ExampleFactory(parent=tree.section, document=document),
        "map story": factories.MapStoryFactory(
            parent=tree.stories,
            problem="<p>Slow</p>",
            award="Winner",
            image=image,
            image_alt="A poster",
            rows=copies(),
        ),
        "km story": factories.KMStoryFactory(
            parent=tree.stories, moral="Ask.", rows=copies()
        ),
        "reflection": factories.ReflectionFactory(
            parent=tree.stories, body=every_block(image, document), rows=copies()
        ),
        "join": factories.JoinFactory(parent=tree.community),
        "information": factories.InformationFactory(parent=tree.home, rows={}),
    }


def every_block(image, document):
    """The body of a long page, with one of each block."""
    words = "<p>Words</p>"
    picture = {"image": {"image": image.pk, "alt_text": "A poster"}, "caption": "Ours"}
    table = {
        "data": [["Who", "What"], ["Ann", "Cake"]],
        "first_row_is_table_header": True,
    }
    points = {"heading_level": 3, "list_type": "tick", "do_list": ["One"]}
    blocks = [
        ("text", f"<h2>Heading</h2>{words}<ul><li>One</li></ul>"),
        ("picture", picture),
        ("quotation", {"text": "Thank you", "attribution": "A ward manager"}),
        ("table", table),
        ("inset", {"body": words}),
        (
            "warning",
            {"title": "Take care", "visually_hidden_prefix": True, "body": words},
        ),
        ("folded", {"title": "More", "body": words}),
        ("do_list", points),
        ("download", {"document": document.pk, "title": ""}),
    ]
    return [{"type": name, "value": value} for name, value in blocks]


def copy_of(row):
    """An unsaved copy of a row."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in {"id", "page_id"}
    }
    return type(row)(**values)
