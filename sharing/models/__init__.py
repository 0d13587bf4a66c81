"""What people send in, and who they are."""

from sharing.models.acceptances import Acceptance
from sharing.models.messages import Message
from sharing.models.replies import Reply
from sharing.models.senders import Sender
from sharing.models.submission_files import SubmissionFile
from sharing.models.submission_links import SubmissionLink
from sharing.models.submissions import Agreement, Submission

__all__ = [
    "Acceptance",
    "Agreement",
    "Message",
    "Reply",
    "Sender",
    "Submission",
    "SubmissionFile",
    "SubmissionLink",
]
