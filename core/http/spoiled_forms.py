"""Forms of the admin that did not arrive whole: answered in words, with nothing saved."""

import logging

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError
from django.shortcuts import render
from django.urls import NoReverseMatch

logger = logging.getLogger("django.request")

# What Wagtail's screens raise where a browser would have sent something else.
WRONG_KIND = (
    ArithmeticError,
    AttributeError,
    DataError,
    IntegrityError,
    LookupError,
    ObjectDoesNotExist,
    TypeError,
    ValidationError,
    ValueError,
)


class SpoiledFormMiddleware:
    """
    Answers 400, with a sentence, where a screen of the admin fails on what it was sent.

    Its transaction is rolled back by then. Whoever looks after the server finds the error
    in the log, since the fault may be the screen's.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        """
        Answer in place of an error.

        Args:
            request: what was asked.
            error: what a view raised.

        Returns:
            An answer; None where it is an error of another kind.
        """
        is_sent = request.method == "POST" and request.path.startswith("/admin/")
        if not is_sent or not (
            isinstance(error, WRONG_KIND) or is_astray(request, error)
        ):
            return None
        logger.error("A form could not be read: %s", request.path, exc_info=error)
        return render(request, "wagtailadmin/400.html", status=400)


def is_astray(request, error):
    """Whether somebody was to be led on, as a field of the form said, to what is none."""
    return isinstance(error, NoReverseMatch) and request.POST.get("next") is not None
