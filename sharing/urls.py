"""Addresses of what people send in. No page can have them."""

from django.urls import path

from sharing.views import contact, word

app_name = "sharing"
urlpatterns = [
    path("share/<slug:key>/word/", word.empty_file, name="empty_file"),
    path("contact/", contact.ContactView.as_view(), name="contact"),
    path("contact/sent/", contact.SentView.as_view(), name="sent"),
    path("contact/confirm/<str:token>/", contact.ConfirmView.as_view(), name="confirm"),
]
