"""Answers that this process remembers, each for one generation of the table."""

from collections import OrderedDict
from threading import Lock

# All there are, so that a test can begin without any.
memories: list["GenerationCache"] = []


class GenerationCache:
    """
    Answers by key, each good for the generation it was read in.

    Args:
        most: how many it holds; what was asked for longest ago goes first.
    """

    def __init__(self, most=1):
        self.most = most
        self.held = OrderedDict()
        self.lock = Lock()
        memories.append(self)

    def __bool__(self):
        return bool(self.held)

    def get(self, key, generation):
        """The answer of a generation, or None."""
        with self.lock:
            known, answer = self.held.get(key, (None, None))
            if known != generation:
                return None
            self.held.move_to_end(key)
            return answer

    def put(self, key, generation, answer):
        """Remember an answer."""
        with self.lock:
            self.held[key] = (generation, answer)
            self.held.move_to_end(key)
            while len(self.held) > self.most:
                self.held.popitem(last=False)

    def forget(self):
        """Know nothing any more."""
        with self.lock:
            self.held.clear()
