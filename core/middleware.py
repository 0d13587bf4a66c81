"""What is asked of every request, and said with every answer."""

from csp.constants import HEADER, SELF, UNSAFE_INLINE
from csp.utils import build_policy
from django.conf import settings
from django.shortcuts import render

# Wagtail's admin is built with inline scripts and styles.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": ["blob:"],
}
# Errors of Django's debug mode are pages of their own, with inline styles.
DEBUG_PAGES = (404, 500)


class SafetyHeadersMiddleware:
    """
    Says with every answer what browsers may do with it, and sites of others.

    It stands before all other middleware, so that redirections, refusals, errors and
    what the feed answers by its short way have the headers too.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = build_policy()
        self.admin_policy = build_policy(update=ADMIN_POLICY)
        self.frame_policy = build_policy(replace={"frame-ancestors": ["*"]})
        self.shown_elsewhere = tuple(f"{path}/" for path in settings.SHOWN_ELSEWHERE)

    def __call__(self, request):
        response = self.get_response(request)
        headers, path = response.headers, request.path_info
        headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        headers["Cross-Origin-Resource-Policy"] = self.reach_of(path)
        if not (response.status_code in DEBUG_PAGES and settings.DEBUG):
            headers.setdefault(HEADER, self.policy_for(path))
        return response

    def policy_for(self, path):
        """The policy for the content of an answer that has none of its own."""
        if path.startswith("/admin/"):
            return self.admin_policy
        return self.frame_policy if path in settings.FRAMED_ELSEWHERE else self.policy

    def reach_of(self, path):
        """Whether pages of other sites may show what stands at a path or below it."""
        is_shown = f"{path}/".startswith(self.shown_elsewhere)
        return "cross-origin" if is_shown else "same-origin"


class ReadableQueryMiddleware:
    """Answers 400 to addresses with characters that no text can hold, such as NUL."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "400.html", status=400)
        return self.get_response(request)
