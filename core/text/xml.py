"""Texts as XML can hold them, whoever typed or pasted them."""

import re

# What XML 1.0 cannot hold, not even escaped (section 2.2).
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text):
    """A text without the characters that XML cannot hold; None becomes empty."""
    return FORBIDDEN.sub("", text or "")
