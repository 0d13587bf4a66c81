"""The nightly proofs: the feed says what the pages say, and each was approved."""

from background.schedule import daily
from operations import proofs


@daily(hour=4, name="Compare the feed with its pages")
def compare_feed():
    """Have the worker compare them on the side, since it may take minutes."""
    proofs.compare_feed_with_pages.enqueue()


@daily(hour=4, name="See that every public page was approved")
def audit_pages():
    """Have the worker look at each on the side."""
    proofs.audit_public_pages.enqueue()
