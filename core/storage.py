"""How static files are kept for production."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


def without_source_maps(rules):
    """The rules of one kind of file, less those that look for source maps."""
    return tuple(rule for rule in rules if "sourceMappingURL" not in str(rule))


class StaticStorage(CompressedManifestStaticFilesStorage):
    """
    Compressed files with a hash in their name.

    Source maps are not looked for: packages name them and leave them out.
    """

    patterns = tuple(
        (kind, without_source_maps(rules))
        for kind, rules in CompressedManifestStaticFilesStorage.patterns
    )
