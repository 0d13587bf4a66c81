"""Names as citations need them: of a person, the family's first."""

import re
from dataclasses import dataclass

TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sir", "dame"}
# Whoever is called by one of these is no person.
BODY = re.compile(
    r"\b(team|group|committee|network|library|libraries|services?|department|centre"
    r"|trust|hospitals?|university|board|nhs|map)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Name:
    """
    The name of an author.

    Args:
        family: of a person the family's name, with what belongs before it; of a body all.
        given: the other names of a person; of a body an empty string.
    """

    family: str
    given: str = ""

    @property
    def reversed(self):
        """The name with the family's first: “Patel, Asha”."""
        return ", ".join(filter(None, [self.family, self.given]))

    @property
    def with_initials(self):
        """The name as a list of references has it: “Patel, A.”."""
        parts = [word.split("-") for word in self.given.split()]
        initials = ["-".join(f"{p[0].upper()}." for p in part if p) for part in parts]
        return ", ".join(filter(None, [self.family, " ".join(initials)]))


def name_of(text):
    """
    Tell the parts of a name apart.

    Args:
        text: as it stands on a page; what follows a comma is what somebody does.

    Returns:
        A `Name`.
    """
    words = text.partition(",")[0].split()
    while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
        words = words[1:]
    if len(words) < 2 or BODY.search(" ".join(words)):
        return Name(" ".join(words))
    # “van der Berg”: small words belong to the family's name.
    small = (place for place, word in enumerate(words) if place and word[0].islower())
    start = next(small, len(words) - 1)
    return Name(" ".join(words[start:]), " ".join(words[:start]))
