"""Pictures: described for those who cannot see them, and ours to use."""

from core.page_checks import Finding

# As `ContentPage.find_problems` says it, so that nobody reads it twice.
DESCRIBE_OWN = "Describe the picture in words, or tick that it only decorates."
DESCRIBE = (
    "A picture here has no description. Say in its “Alt text” what someone who cannot "
    "see it should know, or tick that it only decorates the page."
)
ORIGIN = (
    "Nobody has noted whose picture this is, or who agreed that we use it. Open it under "
    "“Images” and fill in “credit” or “permission”. If people can be recognised, ask "
    "them first."
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
    known = [picture for picture in reading.pictures if picture.image]
    for picture in {found.image.pk: found for found in reversed(known)}.values():
        if not (picture.image.credit.strip() or picture.image.permission.strip()):
            yield Finding("picture-origin", ORIGIN, picture.field, picture.name)
