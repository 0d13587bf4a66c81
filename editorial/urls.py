"""Addresses of the editorial screens, below the admin's own."""

from django.urls import path

from editorial.views import author, break_glass, help, reports, review, withdrawal

app_name = "editorial"
urlpatterns = [
    path("help/", help.HelpView.as_view(), name="help"),
    path("review/", review.QueueView.as_view(), name="queue"),
    path("review/<int:state_id>/", review.ReviewView.as_view(), name="review"),
    path("review/<int:state_id>/version/", review.VersionView.as_view(), name="version"),
    path("review/<int:state_id>/claim/", review.ClaimView.as_view(), name="claim"),
    path("send/<int:page_id>/", author.SendView.as_view(), name="send"),
    path("take-back/<int:page_id>/", author.TakeBackView.as_view(), name="take_back"),
    path("advice/<int:page_id>/", author.AdviceView.as_view(), name="advice"),
    path(
        "advice/<int:page_id>/<int:link_id>/revoke/",
        author.RevokeView.as_view(),
        name="revoke",
    ),
    path(
        "break-glass/<int:page_id>/",
        break_glass.BreakGlassView.as_view(),
        name="break_glass",
    ),
    path("confirm/<int:decision_id>/", break_glass.ConfirmView.as_view(), name="confirm"),
    path("withdraw/<int:page_id>/", withdrawal.WithdrawView.as_view(), name="withdraw"),
    path("decisions/", reports.DecisionsView.as_view(), name="decisions"),
    path(
        "decisions/results/",
        reports.DecisionsView.as_view(results_only=True),
        name="decisions_results",
    ),
    path("due/", reports.DueView.as_view(), name="due"),
    path("bin/", withdrawal.BinView.as_view(), name="bin"),
    path("bin/<int:page_id>/", withdrawal.ToBinView.as_view(), name="to_bin"),
    path("bin/<int:page_id>/restore/", withdrawal.RestoreView.as_view(), name="restore"),
]
