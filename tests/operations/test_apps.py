"""What a process does once all its apps have started."""

import gc
import sys

from core.models import ContentPage


def test_what_is_loaded_is_looked_through_for_garbage_never_again():
    assert gc.get_freeze_count() > 100_000
    watched = {id(thing) for thing in gc.get_objects()}
    assert id(vars(sys.modules["core.models"])) not in watched
    assert id(ContentPage) not in watched
