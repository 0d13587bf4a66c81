"""Word in, Word out: templates to fill in, and reading what comes back."""

from sharing.word.reading import Reading, read
from sharing.word.writing import template

__all__ = ["Reading", "read", "template"]
