"""Addresses of what people send in. No page can have them."""

from django.urls import path

from sharing.views import contact, replies, word

app_name = "sharing"
urlpatterns = [
    path("share/<slug:key>/word/", word.empty_file, name="empty_file"),
    path("share/reply/<uuid:page_id>/", replies.ReplyFormView.as_view(), name="reply"),
    path(
        "share/reply/confirm/<str:token>/",
        replies.ReplyConfirmView.as_view(),
        name="reply_confirm",
    ),
    path(
        "share/reply/withdraw/<str:token>/",
        replies.ReplyWithdrawView.as_view(),
        name="reply_withdraw",
    ),
    path("contact/", contact.ContactView.as_view(), name="contact"),
    path("contact/sent/", contact.SentView.as_view(), name="sent"),
    path("contact/confirm/<str:token>/", contact.ConfirmView.as_view(), name="confirm"),
]
