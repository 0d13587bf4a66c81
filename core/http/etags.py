"""Tags of answers, by which a sender says what they have (RFC 9110, section 13)."""

from django.utils.http import parse_etags


def names_etag(known, etag):
    """
    Whether a header names a tag, compared weakly as for `If-None-Match`.

    Args:
        known: the value of `If-None-Match`, or None.
        etag: a tag in its quotation marks.

    Returns:
        Whether it is so; an asterisk names every tag.
    """
    if known is None:
        return False
    if known == etag:
        return True
    tags = {shown.removeprefix("W/") for shown in parse_etags(known)}
    return bool(tags & {"*", etag})
