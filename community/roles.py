"""The groups that the rights of people hang on."""

EDITORS, MODERATORS, STEERING = "Content Editors", "Moderators", "Steering group"


def is_steering(user):
    """Whether somebody may act for the Steering group."""
    if not user.is_active:
        return False
    return user.is_superuser or user.groups.filter(name=STEERING).exists()
