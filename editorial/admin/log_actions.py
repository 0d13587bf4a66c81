"""The history of a page in sentences, which last longer than its versions."""

from wagtail.log_actions import LogFormatter


def named(entry):
    """Who did it, as the entry itself remembers."""
    return entry.data.get("by") or "Somebody"


def with_words(sentence, entry):
    """A sentence, and what the person said."""
    words = entry.data.get("words", "").strip()
    return f"{sentence}: “{words}”" if words else f"{sentence}."


class Approved(LogFormatter):
    """A second person approved the text."""

    label = "Approve"

    def format_message(self, log_entry):
        """Who approved whose text, and with what words."""
        whose = log_entry.data.get("submitter") or "somebody"
        return with_words(f"{named(log_entry)} approved what {whose} sent", log_entry)


class Returned(LogFormatter):
    """A text went back to its author."""

    label = "Return"

    def format_message(self, log_entry):
        """Who returned whose text, and why."""
        whose = log_entry.data.get("submitter") or "the author"
        return with_words(f"{named(log_entry)} returned it to {whose}", log_entry)


class Refused(LogFormatter):
    """Somebody tried to decide and was not allowed to."""

    label = "Refused decision"

    def format_message(self, log_entry):
        """Why the decision did not count."""
        return f"A decision was refused: {log_entry.data.get('message', '')}"


class BrokeGlass(LogFormatter):
    """The text was published without review."""

    label = "Publish without review"

    def format_message(self, log_entry):
        """Who published it, and why at once."""
        said = f"{named(log_entry)} published it without review"
        return with_words(said, log_entry)


class Confirmed(LogFormatter):
    """A second person read what was published without review."""

    label = "Confirm"

    def format_message(self, log_entry):
        """Who confirmed it."""
        return with_words(f"{named(log_entry)} confirmed it after the fact", log_entry)


class Withdrawn(LogFormatter):
    """The page was taken away."""

    label = "Withdraw"

    def format_message(self, log_entry):
        """What readers are told."""
        return f"Withdrawn. Readers see: “{log_entry.data.get('sentence', '')}”"

    def format_comment(self, log_entry):
        """The note for ourselves."""
        return log_entry.data.get("private_note", "")


class Unscheduled(LogFormatter):
    """A version had a time to go live, and was not published then."""

    label = "Not published at its time"
    reasons = {
        "expired": "Its time came, but its last day had passed already.",
        "unapproved": "Its time came, but nobody had approved it.",
        "file": "It was stopped, because a picture or document in it had to go.",
    }

    def format_message(self, log_entry):
        """Why it was not published."""
        return self.reasons.get(log_entry.data.get("why"), self.label)


class Copied(LogFormatter):
    """The page began as another one."""

    label = "Copied from"

    def format_message(self, log_entry):
        """Which one it was."""
        return f"Made from a copy of “{log_entry.data.get('title', '')}”."


FORMATTERS = {
    "editorial.copy": Copied,
    "editorial.approve": Approved,
    "editorial.return": Returned,
    "editorial.refuse": Refused,
    "editorial.break_glass": BrokeGlass,
    "editorial.confirm": Confirmed,
    "editorial.withdraw": Withdrawn,
    "editorial.unschedule": Unscheduled,
}
SENTENCES = {
    "editorial.rewrite": ("Rewrite in review", "Rewritten while it was in review."),
    "editorial.bin": ("Bin", "Put into the bin."),
    "editorial.unbin": ("Restore", "Taken out of the bin, as a draft."),
}


def register(actions):
    """Tell Wagtail how to write down what happens here."""
    for name, formatter in FORMATTERS.items():
        actions.register_action(name)(formatter)
    for name, (label, sentence) in SENTENCES.items():
        actions.register_action(name, label, sentence)
