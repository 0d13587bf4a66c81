"""What is asked of every request."""

from csp.constants import SELF, UNSAFE_INLINE
from django.shortcuts import render


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

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            response._csp_update = {
                "script-src": [SELF, UNSAFE_INLINE],
                "style-src": [SELF, UNSAFE_INLINE],
                "img-src": ["blob:"],
            }
        return response
