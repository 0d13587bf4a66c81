"""Numbers and lists in words, singular and plural right."""

NOUNS = {
    "story": "stories",
    "plan": "plans",
    "figure": "figures",
    "driver": "drivers",
    "organisation": "organisations",
}


def counted(number, noun):
    """A number with its noun: “1 story”, “1,200 plans”."""
    return f"{number:,} {noun if number == 1 else NOUNS.get(noun, f'{noun}s')}"


def joined(parts, conjunction="and"):
    """Several words as one list: “a, b and c”; empty ones are left out."""
    parts = [part for part in parts if part]
    return f" {conjunction} ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))


def some_of(parts, most=3):
    """A list in words that stays short: “a, b and 4 more”."""
    more = len(parts) - most
    return joined([*parts[:most], f"{more:,} more"] if more > 0 else parts)


def has(number):
    """The verb that follows a number: “has” or “have”."""
    return "has" if number == 1 else "have"
