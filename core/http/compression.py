"""Texts are sent compressed to those who can read that, which all browsers can."""

import gzip

from django.middleware.gzip import GZipMiddleware

LEVEL = 5
PACKED = ("text/", "application/json", "application/xml", "image/svg+xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Compresses texts; files, which are sent as they are read, stay as they are."""

    def process_response(self, request, response):
        is_text = response.get("Content-Type", "").startswith(PACKED)
        if response.streaming or not is_text:
            return response
        return super().process_response(request, response)


def takes_gzip(meta):
    """Whether the sender of a request understands gzip (RFC 9110, section 12.5.3)."""
    for part in meta.get("HTTP_ACCEPT_ENCODING", "").split(","):
        coding, _, weight = part.partition(";")
        if coding.strip().lower() in {"gzip", "x-gzip"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def gzip_bytes(body):
    """Bytes compressed, always in the same way."""
    return gzip.compress(body, compresslevel=LEVEL, mtime=0)


def gunzip_bytes(packed):
    """What bytes were before they were compressed."""
    return gzip.decompress(packed)
