"""The connection that the reading doors use."""

from django.conf import settings


def alias():
    """
    The name of the database that is read from.

    In production it is a connection of its own, without a transaction around each
    request and without a question before it whether the server is still there; it may
    lead to a replica.
    """
    return settings.FEED_DATABASE
