"""What came of a fault, and the table of all."""

from dataclasses import dataclass

HEAD = (
    "| Fault | What was done | Acknowledged, lost | Twice | Failed reads | Held |\n"
    "|---|---|---|---|---|---|"
)


@dataclass
class Outcome:
    """
    What came of one fault.

    Args:
        done: what was done, with figures.
        acknowledged: how many actions the site acknowledged meanwhile.
        lost: which of them are not there.
        twice: which are there twice.
        failed_reads: reads that failed outside the fault's own seconds.
        amiss: what else is not as it must be, in sentences.
        not_tried: why it could not be done here; empty if it was.
    """

    done: str = ""
    acknowledged: int = 0
    lost: tuple = ()
    twice: tuple = ()
    failed_reads: int = 0
    amiss: tuple = ()
    not_tried: str = ""

    @property
    def is_held(self):
        """Whether all is as it must be."""
        return not (self.lost or self.twice or self.failed_reads or self.amiss)

    def line(self, name):
        """A line of the table."""
        if self.not_tried:
            return f"| {name} | not tried: {self.not_tried} | | | | |"
        figures = f"{self.acknowledged}, {len(self.lost)} | {len(self.twice)}"
        held = "yes" if self.is_held else "NO: " + " ".join(self.amiss)
        return f"| {name} | {self.done} | {figures} | {self.failed_reads} | {held} |"
