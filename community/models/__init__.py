"""People, organisations and places."""

from community.models.confirmations import Confirmation
from community.models.pages import CommunityPage, JoinPage, MeetingPage, ProfilePage
from community.models.places import (
    IntegratedCareSystem,
    Nation,
    Organisation,
    Region,
)
from community.models.second_factors import LostFactor, Passkey, RecoveryCode
from community.models.users import User

__all__ = [
    "CommunityPage",
    "Confirmation",
    "IntegratedCareSystem",
    "JoinPage",
    "LostFactor",
    "MeetingPage",
    "Nation",
    "Organisation",
    "Passkey",
    "ProfilePage",
    "RecoveryCode",
    "Region",
    "User",
]
