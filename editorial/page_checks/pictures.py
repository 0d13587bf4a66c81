"""Pictures: described for those who cannot see them, and ours to use."""

from core.page_checks import Finding
from core.pages.problems import DESCRIBE

# As `ContentPage.find_problems` says it, so that nobody reads it twice.
DESCRIBE_OWN = "Describe the picture in words, or tick that it only decorates."
ORIGIN = (
    "Nobody has noted whose picture this is, or who agreed that we use it. Open it under "
    "“Images” and fill in “credit” or “permission”. If people can be recognised, ask "
    "them first."
)
STANDS_STILL = (
    "This picture moves where it comes from. Readers see its first frame, standing "
    "still. If that says too little, choose another, or link to the moving one."
)


def undescribed_pictures(reading):
    """Pictures that are neither described nor marked as decoration."""
    for picture in reading.pictures:
        if not picture.described:
            sentence = DESCRIBE_OWN if picture.field == "image_alt" else DESCRIBE
            yield Finding(
                "picture-undescribed", sentence, picture.field, picture.name, blocks=True
            )


def pictures_of_unknown_origin(reading):
    """Pictures with neither a credit nor a note of permission, each once."""
    for picture in each_once(reading):
        if not (picture.image.credit.strip() or picture.image.permission.strip()):
            yield Finding("picture-origin", ORIGIN, picture.field, picture.name)


def pictures_that_moved(reading):
    """Pictures that move where they come from, each once."""
    for picture in each_once(reading):
        if picture.image.moves:
            yield Finding("picture-moves", STANDS_STILL, picture.field, picture.name)


def each_once(reading):
    """The pictures of a page, each where it stands first."""
    known = [picture for picture in reading.pictures if picture.image]
    return {found.image.pk: found for found in reversed(known)}.values()
