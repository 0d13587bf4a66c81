"""Addresses where people look after their own second factors."""

from django.urls import path

from community.second_factor.own_views import CodesView, FactorsView, RemoveView

urlpatterns = [
    path("account/second-step/", FactorsView.as_view(), name="second_factors"),
    path("account/second-step/codes/", CodesView.as_view(), name="second_factor_codes"),
    path(
        "account/second-step/<slug:kind>/<int:pk>/",
        RemoveView.as_view(),
        name="second_factor_remove",
    ),
]
