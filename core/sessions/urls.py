"""The addresses that screens of the admin ask about their session."""

from django.urls import path

from core.sessions.views import back, session, stay

urlpatterns = [
    path("session/", session, name="draft_session"),
    path("session/stay/", stay, name="session_stay"),
    path("session/back/", back, name="session_back"),
]
