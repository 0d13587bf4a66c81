"""Public addresses of the site that are no pages of the tree, for whoever lists them."""

from dataclasses import dataclass

_registered: dict[str, "SiteView"] = {}


@dataclass(frozen=True)
class SiteView:
    """
    A public address that is no page of the tree, such as the alignment map.

    Args:
        url_name: the name of its address, which takes no arguments.
        title: what it is called.
        summary: what it shows, in a sentence.
        names: what else people call it.
    """

    url_name: str
    title: str
    summary: str
    names: tuple = ()


def add_site_views(*views):
    """Have addresses found by the search, once the database is migrated."""
    _registered.update({view.url_name: view for view in views})


def site_views():
    """All of them, in the order of their names."""
    return [_registered[name] for name in sorted(_registered)]
