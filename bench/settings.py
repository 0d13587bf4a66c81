"""The site's settings, with Wagtail's own interfaces mounted for comparison alone."""

from mapcms.settings import *  # noqa: F403
from mapcms.settings import INSTALLED_APPS

INSTALLED_APPS = [
    "bench",
    "wagtail.api.v2",
    "wagtail.api.v3",
    "rest_framework",
    *INSTALLED_APPS,
]
ROOT_URLCONF = "bench.urls"
WAGTAILAPI_LIMIT_MAX = 100
