"""Programs that run as long as the run does, and come back when they end."""

import sys
import time

from mapcms.local.bootstrap import say

PAUSES = (1, 2, 5, 15, 60)  # seconds before each new start; the last again and again
CALM_SECONDS = 600  # after so long what happened before counts no more
SEVERAL = 3


class Service:
    """
    One program, started again after pauses that grow as long as it fails.

    Args:
        name: what people know it by.
        start: starts it; returns its process.
        clean: ends what a process left behind, given that process.
        tell: tells a person, given a sentence; asked once in each row of failures.
    """

    def __init__(self, name, start, clean, tell):
        self.name, self.start, self.clean, self.tell = name, start, clean, tell
        self.process = start()
        self.ends = []  # when it ended by itself lately
        self.due = None  # when it is to be started again

    def look(self):
        """See whether it runs; start it again when its pause is over."""
        if self.due is not None:
            self.come_back()
        elif self.process.poll() is not None:
            self.note_the_end(self.process.returncode)

    def come_back(self):
        """Start it again, once it is time."""
        if time.monotonic() >= self.due:
            self.process, self.due = self.start(), None

    def note_the_end(self, code):
        """Say that it ended, and when it will be started again."""
        now = time.monotonic()
        self.clean(self.process)
        self.ends = [end for end in self.ends if now - end < CALM_SECONDS] + [now]
        pause = PAUSES[min(len(self.ends), len(PAUSES)) - 1]
        self.due = now + pause
        words = f"{self.name} ended by itself (exit code {code})."
        say(f"{words} It starts again in {pause} s.", stream=sys.stderr)
        if len(self.ends) == SEVERAL:
            self.tell(f"{words} It was the third time within ten minutes.")
