"""Where the pages begin for those who look through them."""

from wagtail.models import Page, Site
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy


class FrontPageFirst(PagePermissionPolicy):
    """Wagtail's rights to pages; lists and the way back begin at the front page."""

    def explorable_root_instance(self, user):
        root = super().explorable_root_instance(user)
        if root is None or not root.is_root():
            return root
        front = only_front_page() or root
        setattr(user, self._explorable_root_instance_cache_name, front)
        return front


def only_front_page():
    """The front page of the one site there is; None if there are several, or none yet."""
    fronts = list(Page.objects.filter(pk__in=Site.objects.values("root_page"))[:2])
    return fronts[0] if len(fronts) == 1 and not fronts[0].is_root() else None


def register():
    """Put it in place of Wagtail's own."""
    register_permission_policy(Page, FrontPageFirst(Page))
