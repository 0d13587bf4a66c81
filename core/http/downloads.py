"""Documents as they are sent: whole or in part, with what caches and other sites need."""

import re

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, quote_etag
from wagtail import hooks
from wagtail.documents.models import document_served
from whitenoise.responders import SlicedFile

from core.models import CustomDocument
from core.pages.queries import is_used_in_public

RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
METHODS = "GET, HEAD, OPTIONS"
# A document leaves with the last public page that uses it, so caches ask again soon.
KEPT = "public, max-age=60"
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, "
        "Last-Modified"
    ),
}


def document(request, key, filename):
    """
    Serve a document as long as a public page uses it; to editors always.

    Args:
        request: the request.
        key: what the document's address is made of.
        filename: its file's name.

    Returns:
        The file or the part of it that was asked for, a 304, 412 or 416, or the answer
        to a browser that asks what a page of another site may do.

    Raises:
        Http404: there is no such document for whoever asks.
    """
    found = get_object_or_404(CustomDocument, key=key)
    is_used = is_used_in_public(found)
    is_allowed = is_used or request.user.has_perm("wagtailadmin.access_admin")
    if found.filename != filename or not is_allowed:
        raise Http404
    for ask in hooks.get_hooks("before_serve_document"):
        if isinstance(answer := ask(found, request), HttpResponse):
            return answer
    if request.method not in METHODS.split(", "):
        return HttpResponse(status=405, headers={"Allow": METHODS})
    if request.method == "OPTIONS":
        return preflight()
    document_served.send(sender=CustomDocument, instance=found, request=request)
    is_public = is_used and not found.collection.get_view_restrictions()
    return file_response(request, found, is_public)


def preflight():
    """The answer to a browser that asks for a page of another site."""
    asked = "If-Modified-Since, If-None-Match, If-Range, Range"
    headers = {
        **OPEN,
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": asked,
        "Access-Control-Max-Age": "86400",
    }
    return HttpResponse(status=204, headers=headers)


def file_response(request, found, is_public):
    """The file, the part of it that was asked for, or what saves sending it."""
    try:
        file = found.file.storage.open(found.file.name)
        changed = found.file.storage.get_modified_time(found.file.name)
    except OSError as error:
        raise Http404 from error
    tag = quote_etag(found.sha256_of_file())
    seconds = int(changed.timestamp())
    headers = {
        **headers_of(found, is_public),
        "ETag": tag,
        "Last-Modified": http_date(seconds),
    }
    known = get_conditional_response(request, tag, seconds, None)
    if known is not None:
        file.close()
        return with_headers(known, headers)
    part = asked_part(request, file.size, headers)
    if part is None:
        return with_headers(FileResponse(file), headers | length(file.size))
    if not part:
        file.close()
        headers["Content-Range"] = f"bytes */{file.size}"
        return HttpResponse(status=416, headers=headers)
    return part_response(file, part, headers)


def part_response(file, part, headers):
    """A part of a file, from its first byte to its last."""
    response = FileResponse(SlicedFile(file, part[0], part[-1]), status=206)
    headers |= length(len(part))
    headers["Content-Range"] = f"bytes {part[0]}-{part[-1]}/{file.size}"
    return with_headers(response, headers)


def headers_of(found, is_public):
    """What is said of a document, whichever part of it is sent."""
    inline = found.content_disposition == "inline"
    return {
        "Content-Type": found.content_type,
        "Content-Disposition": content_disposition_header(not inline, found.filename),
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "Cache-Control": KEPT if is_public else "private, no-store",
        **(OPEN if is_public else {}),
    }


def length(size):
    """The header that says how many bytes come."""
    return {"Content-Length": str(size)}


def with_headers(response, headers):
    """A response with these headers alone of its kind."""
    for name, value in headers.items():
        response.headers[name] = value
    return response


def asked_part(request, size, headers):
    """
    The part of a file that a request asks for (RFC 9110, section 14).

    Returns:
        A range of bytes, empty where the file is shorter; None for the whole file.
    """
    asked = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    condition = request.headers.get("If-Range")
    is_other = condition not in {None, headers["ETag"], headers["Last-Modified"]}
    if request.method != "GET" or asked is None or is_other:
        return None
    first, last = asked.groups()
    if not first:
        return range(max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last), size - 1) + 1 if last else size)
