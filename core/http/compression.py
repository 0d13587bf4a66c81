"""Pages are sent compressed to browsers that can read that, which all can."""

from django.middleware.gzip import GZipMiddleware

PACKED = ("text/", "application/json", "application/xml", "image/svg+xml")


class TextCompressionMiddleware(GZipMiddleware):
    """Compresses texts; files, which are sent as they are read, stay as they are."""

    def process_response(self, request, response):
        is_text = response.get("Content-Type", "").startswith(PACKED)
        if response.streaming or not is_text:
            return response
        return super().process_response(request, response)
