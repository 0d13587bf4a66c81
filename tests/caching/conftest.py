"""The people of editorial tests, and letters as on the site."""

from tests.editorial.conftest import people
from tests.sharing.conftest import _letters_wait

__all__ = ["_letters_wait", "people"]
