"""Who is signed in."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class AccountSession(AbstractBaseSession):
    """One browser in which somebody is signed in; it ends at its `expire_date`."""

    # Whose it is, so that all of one account can be ended without reading any.
    user_id = models.BigIntegerField(null=True, blank=True, db_index=True)

    class Meta(AbstractBaseSession.Meta):
        pass

    @classmethod
    def get_session_store_class(cls):
        """
        What reads and writes such rows.

        Returns:
            Django's own name for it, a subclass of `SessionBase`.
        """
        from core.sessions.engine import SessionStore  # noqa: PLC0415

        return SessionStore
