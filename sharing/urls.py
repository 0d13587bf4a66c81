"""Addresses of what people send in. No page can have them."""

from django.urls import path

from sharing.views import contact

app_name = "sharing"
urlpatterns = [
    path("contact/", contact.ContactView.as_view(), name="contact"),
    path("contact/sent/", contact.SentView.as_view(), name="sent"),
    path("contact/confirm/<str:token>/", contact.ConfirmView.as_view(), name="confirm"),
]
