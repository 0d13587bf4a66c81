"""The addresses for machines that watch the site."""

from django.urls import path

from operations.health.views import alive, ready
from operations.metrics import metrics

urlpatterns = [
    path("healthz", alive, name="healthz"),
    path("readyz", ready, name="readyz"),
    path("metrics", metrics, name="metrics"),
]
