"""Wordings that mean the same."""

from feed.query.tokens import tokens_of

# Words of no more letters are never taken for a plural.
SHORTEST = 2


class Synonyms:
    """
    Wordings that mean the same.

    Args:
        groups: lists of wordings of which each means the others.
        silent: wordings that are ordinary words too, such as “it”; they count only when
            they are typed as they stand here.
    """

    def __init__(self, groups=(), silent=()):
        self.silent = {key_of(text): text for text in silent}
        self.known: dict[tuple, dict] = {}
        for group in groups:
            keys = dict.fromkeys(filter(None, map(key_of, group)))
            for key in keys:
                self.known.setdefault(key, {}).update(keys)
                if len(key) == 2:
                    self.known.setdefault(("".join(key),), {}).update(keys)
        self.longest = max(map(len, self.known), default=0)

    def at(self, tokens):
        """
        The wordings that the beginning of some words means, in the plural too.

        Args:
            tokens: `feed.query.tokens.Token`s.

        Returns:
            How many words it takes, and the other wordings, each as a tuple of words;
            (0, ()) where there is none.
        """
        for count in range(min(self.longest, len(tokens)), 0, -1):
            words = tuple(token.word for token in tokens[:count])
            typed = " ".join(token.typed for token in tokens[:count])
            for key, name in ((words, typed), (one_of(words), typed[:-1])):
                if key in self.known and self.silent.get(key, name) == name:
                    return count, tuple(o for o in self.known[key] if o != words)
        return 0, ()


def one_of(words):
    """What a wording in the plural has many of, as in “ICBs”, or nothing."""
    *first, last = words
    return (*first, last[:-1]) if last.endswith("s") and len(last) > SHORTEST else ()


def key_of(text):
    """A wording as a tuple of its words."""
    return tuple(token.word for token in tokens_of(text))
