"""
The session engine: it ends sessions by the clock, and remembers whose they are.

Django reads `SessionStore` by its name, as the setting SESSION_ENGINE says.
"""

from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from core.models import AccountSession

IDLE = timedelta(minutes=30)
# What is written at most so often, so that reading does not become writing.
ONCE_IN = timedelta(minutes=1)
SIGNED_IN = "signed_in_at"
# The key of the session that the request at work came with.
at_work = ContextVar("session at work", default=None)


class SessionStore(db.SessionStore):
    """
    A session that ends: after half an hour without its person, or twelve hours at most.

    A visitor without an account has one for a password or a link at most; it ends as
    Django's own do.
    """

    # When somebody's ends; None until it was read or saved.
    ends_at = None
    # Whose session it was, if its end had come when it was read.
    ended_user = None

    def __init__(self, session_key=None):
        super().__init__(session_key)
        self.gone = set()

    @classmethod
    def get_model_class(cls):
        return AccountSession

    def load(self):
        """
        Read the session, unless its end has come.

        Returns:
            What it holds; nothing if it is over.
        """
        row = self.model.objects.filter(session_key=self.session_key).first()
        if row is None or row.expire_date <= timezone.now():
            if row:
                self.ended_user = row.user_id
                self.gone.add(row.session_key)
            self._session_key = None
            return {}
        if row.user_id:
            self.ends_at = row.expire_date
        return self.decode(row.session_data)

    def create_model_instance(self, data):
        """
        Make the row to be saved, which is for one account.

        Args:
            data: what the session holds.

        Returns:
            An `AccountSession`.
        """
        row = super().create_model_instance(data)
        if user := data.get(SESSION_KEY):
            self.ends_at = self.ends_at or self.end_from_now(data)
            row.user_id, row.expire_date = int(user), self.ends_at
        return row

    def begin(self):
        """Begin the twelve hours: somebody has just signed in."""
        self[SIGNED_IN] = int(timezone.now().timestamp())
        self.ends_at = None

    def end_from_now(self, data=None):
        """When it ends, if its person does nothing more from now on."""
        return min(timezone.now() + IDLE, self.last_end(data))

    def last_end(self, data=None):
        """When it ends whatever its person does."""
        begun = (self if data is None else data).get(SIGNED_IN)
        start = datetime.fromtimestamp(begun, UTC) if begun else timezone.now()
        return start + timedelta(seconds=settings.SESSION_COOKIE_AGE)

    def stay(self):
        """Count what was asked as a sign of life; written once a minute at most."""
        ends_at = self.end_from_now()
        if self.ends_at and ends_at - self.ends_at >= ONCE_IN:
            rows = self.model.objects.filter(session_key=self.session_key)
            rows.filter(expire_date__lt=ends_at).update(expire_date=ends_at)
            self.ends_at = ends_at

    @property
    def seconds_left(self):
        """Whole seconds until it ends if nothing more is done."""
        ends_at = self.ends_at or self.end_from_now()
        return max(0, int((ends_at - timezone.now()).total_seconds()))

    @property
    def is_last_stretch(self):
        """Whether it ends then in any case, because twelve hours are over."""
        return self.ends_at is not None and self.last_end() <= self.ends_at

    def flush(self):
        """End it, and begin another."""
        super().flush()
        self.ends_at = None

    def delete(self, session_key=None):
        """Delete its row, and remember to once more: a view may be taken back."""
        if key := session_key or self.session_key:
            self.gone.add(key)
        super().delete(session_key)

    def delete_gone(self):
        """Delete for good the rows that are over, once no view can take that back."""
        if self.gone:
            self.model.objects.filter(session_key__in=self.gone).delete()
            self.gone.clear()


def end_sessions(user_id):
    """
    Sign somebody out wherever they are signed in, but for the browser at work.

    Args:
        user_id: the account's primary key.
    """
    theirs = AccountSession.objects.filter(user_id=user_id)
    theirs.exclude(session_key=at_work.get() or "").delete()
