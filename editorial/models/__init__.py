"""What the editorial room remembers."""

from editorial.models.advice import Advice, Dismissal
from editorial.models.choices import MailChoice
from editorial.models.decisions import Basis, Decision, Outcome
from editorial.models.review import ReviewState, ReviewTask, fault_of
from editorial.models.withdrawal import BinnedPage, Withdrawal, WithdrawalReason

__all__ = [
    "Advice",
    "Basis",
    "BinnedPage",
    "Decision",
    "Dismissal",
    "MailChoice",
    "Outcome",
    "ReviewState",
    "ReviewTask",
    "Withdrawal",
    "WithdrawalReason",
    "fault_of",
]
