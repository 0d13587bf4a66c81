"""Addresses of what people send in. No page can have them."""

from django.urls import path

from sharing.views import contact, follow, replies, security_txt, sending, steps, word

app_name = "sharing"
draft, sent = "share/draft/<str:token>/", "share/follow/<str:token>/"
urlpatterns = [
    path("share/", steps.StartView.as_view(), name="share"),
    path("share/word/", word.UploadView.as_view(), name="word"),
    path("share/link/", follow.NewLinkView.as_view(), name="new_link"),
    path(draft, sending.CheckView.as_view(), name="check"),
    path(f"{draft}<int:number>/", steps.StepView.as_view(), name="step"),
    path(f"{draft}files/", steps.FilesView.as_view(), name="files"),
    path(f"{draft}send/", sending.SendView.as_view(), name="send"),
    path(f"{draft}sent/", sending.SentOffView.as_view(), name="sent_off"),
    path(f"{draft}later/", sending.LaterView.as_view(), name="later"),
    path(sent, follow.FollowView.as_view(), name="follow"),
    path(f"{sent}text/", follow.TextView.as_view(), name="text"),
    path(f"{sent}words/", follow.WordsView.as_view(), name="words"),
    path(f"{sent}details/", follow.DetailsView.as_view(), name="details"),
    path("share/<slug:key>/", steps.BeginView.as_view(), name="begin"),
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
    path(".well-known/security.txt", security_txt.security_txt, name="security_txt"),
]
