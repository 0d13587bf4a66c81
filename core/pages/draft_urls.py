"""The addresses of pages' forms, guarded as Wagtail guards its own."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import display_custom_404
from wagtail.utils.urlpatterns import decorate_urlpatterns

from core.pages.draft_views import DraftCreateView, DraftEditView
from core.sessions.urls import urlpatterns as session_urls

urlpatterns = [
    path("<int:page_id>/edit/", DraftEditView.as_view()),
    path(
        "add/<slug:content_type_app_name>/<slug:content_type_model_name>/"
        "<int:parent_page_id>/",
        DraftCreateView.as_view(),
    ),
]
for guard in (require_admin_access, display_custom_404, never_cache):
    urlpatterns = decorate_urlpatterns(urlpatterns, guard)
urlpatterns += session_urls
