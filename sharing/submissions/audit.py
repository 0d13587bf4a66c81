"""Proof that whoever sent a page in agreed to the words that readers had first."""

from editorial.audit import Mismatch
from editorial.models import Decision
from sharing.models import Submission
from sharing.models.submissions import ENDED

NEVER_AGREED = "Whoever sent it in never agreed to the words that were published first."
STILL_PUBLIC = "Whoever sent it in took it back, or it was declined, and it is public."


def problems_of_submissions():
    """
    Look at every public page that somebody without an account sent in.

    Yields:
        An `editorial.audit.Mismatch` for each that they did not agree to.
    """
    submissions = Submission.objects.filter(page__live=True).select_related("page")
    for submission in submissions.prefetch_related("agreements"):
        if sentence := problem_of_submission(submission):
            yield Mismatch(submission.page.url_path, sentence)


def problem_of_submission(submission):
    """What is wrong with a public page that was sent in, or an empty string."""
    if submission.state in ENDED:
        return STILL_PUBLIC
    effective = Decision.objects.approved().filter(effective_at__isnull=False)
    first = effective.filter(page=submission.page_id).order_by("effective_at").first()
    agreed = {agreement.fingerprint for agreement in submission.agreements.all()}
    return "" if first and first.fingerprint in agreed else NEVER_AGREED
