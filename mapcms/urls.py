"""Every address of the site."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents.views.serve import authenticate_with_password

from community.sign_in import ForgottenPasswordView, SignInView
from core.http.downloads import document
from core.http.prefetching import speculation_rules
from core.views import favicon, rendition, robots
from editorial.views.public import DraftView

urlpatterns = [
    # In place of Wagtail's own screens: those of its hooks come after them.
    path("admin/login/", SignInView.as_view()),
    path("admin/login/second-step/", include("community.second_factor.step_urls")),
    path("admin/password_reset/", ForgottenPasswordView.as_view()),
    path("admin/pages/", include("core.pages.draft_urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<uuid:key>/<str:filename>", document, name="document"),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("media/images/<str:name>", rendition, name="rendition"),
    path("", include("search.urls")),
    path("", include("insight.urls")),
    path("", include("sharing.urls")),
    path("", include("operations.urls")),
    path("draft/<str:token>/", DraftView.as_view(), name="draft"),
    path("sitemap.xml", sitemap),
    path("robots.txt", robots),
    path("favicon.ico", favicon),
    path("speculation-rules.json", speculation_rules, name="speculation_rules"),
    path("", include("feed.api.urls")),
    path("", include(wagtail_urls)),
]

handler403 = "core.views.forbidden"
handler404 = "editorial.views.public.not_found"
handler500 = "core.views.broken"
