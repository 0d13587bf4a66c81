"""What the clock does for the core room."""

from background.schedule import every
from core.http.limits import forget_old_attempts


@every(minutes=60, name="Forget who did what how often")
def forget_attempts():
    """Delete the counts of limits that have passed."""
    forget_old_attempts()
