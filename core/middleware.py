"""What is asked of every request."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.shortcuts import render

ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": ["blob:"],
}


class ReadableQueryMiddleware:
    """Answers 400 to addresses with characters that no text can hold, such as NUL."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "400.html", status=400)
        return self.get_response(request)


class AdminPolicyMiddleware:
    """Allows Wagtail's admin the inline scripts and styles that it is built with."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.get_admin_response = csp_update(ADMIN_POLICY)(get_response)

    def __call__(self, request):
        if request.path.startswith("/admin/"):
            return self.get_admin_response(request)
        return self.get_response(request)
