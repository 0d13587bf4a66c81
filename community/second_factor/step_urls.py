"""Addresses of the second step; open to whoever gave their password alone."""

from django.urls import path

from community.second_factor.set_up_views import AddAppView, AddPasskeyView, ChooseView
from community.second_factor.step_views import SecondStepView

urlpatterns = [
    path("", SecondStepView.as_view(), name="second_step"),
    path("choose/", ChooseView.as_view(), name="second_step_choose"),
    path("app/", AddAppView.as_view(), name="second_step_app"),
    path("passkey/", AddPasskeyView.as_view(), name="second_step_passkey"),
]
