"""What people type when they search the demo."""

from core.models import SearchWording
from home.demo import source


def load_search_wordings(ids):
    """
    Add what people type, unless somebody has begun a list of their own.

    Args:
        ids: primary keys of the demo's pages by slug.
    """
    if SearchWording.objects.exists():
        return
    shipped = source.read_content("search_wordings")
    for slug, words in shipped["pages"].items():
        SearchWording.objects.create(words=in_lines(words), page_id=ids[slug])
    for words in shipped["same"]["words"]:
        SearchWording.objects.create(words=in_lines(words))


def in_lines(words):
    """Wordings with commas between them, one on each line."""
    return "\n".join(words.split(", "))
