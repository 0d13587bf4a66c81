"""What somebody may do with a page: the one place that knows.

Wagtail's buttons, views, bulk actions and commands all ask it. It rests on the
permissions of the three groups; whoever has “publish” looks after public pages, and
nobody at all publishes without an approval.
"""

from wagtail.models import Page, PagePermissionTester


class PagePermissions(PagePermissionTester):
    """What one person may do with one page."""

    @property
    def looks_after(self) -> bool:
        """Whether the person looks after public pages: Moderators, Steering group."""
        if not self.user.is_active or self.page_is_root:
            return False
        return self.user.is_superuser or "publish" in self.permissions

    @property
    def is_binned(self) -> bool:
        """Whether the page lies in the bin, where it rests until it is restored."""
        return self.page.specific_deferred.is_binned

    def can_publish(self) -> bool:
        """Nobody: what becomes public was approved, and is published by that."""
        return False

    def can_publish_subpage(self) -> bool:
        """Nobody: neither with a new page, nor with a copy or an alias."""
        return False

    def can_unpublish(self) -> bool:
        """Nobody: pages are withdrawn, with a reason."""
        return False

    def can_unschedule(self) -> bool:
        """Whether the person may stop a page that waits for its time."""
        return self.looks_after

    def can_set_view_restrictions(self) -> bool:
        """Whether the person may make the page private, or lift that."""
        return self.looks_after and not self.is_binned

    def can_reorder_children(self) -> bool:
        """Whether the person may change the order of the pages below."""
        return self.looks_after

    def can_add_subpage(self) -> bool:
        """Nothing is written below a page in the bin."""
        return super().can_add_subpage() and not self.is_binned

    def can_edit(self) -> bool:
        """Nothing in the bin is edited."""
        return super().can_edit() and not self.is_binned

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only what was never public; the rest is withdrawn, and goes to the bin."""
        return (
            super().can_delete(ignore_bulk)
            and not self.is_binned
            and not self.page.workflow_in_progress
            and not self.ever_public()
        )

    def ever_public(self) -> bool:
        """Whether the page, or one below it, was public at any time."""
        pages = self.page.get_descendants(inclusive=True)
        return pages.filter(first_published_at__isnull=False).exists()

    def can_move(self) -> bool:
        """Whoever looks after public pages; editors only what was never public."""
        if self.is_binned or not self.can_edit():
            return False
        return self.looks_after or not self.ever_public()

    def can_move_to(self, destination: Page) -> bool:
        """The place must take the page, and the person must be able to add there."""
        if self.page == destination or destination.is_descendant_of(self.page):
            return False
        elsewhere = not self.page.is_child_of(destination)
        if elsewhere and not self.page.specific.can_move_to(destination):
            return False
        return self.can_move() and self.may_add_to(destination)

    def may_add_to(self, destination: Page) -> bool:
        """Whether the person may add pages below another one."""
        if self.user.is_superuser:
            return True
        return "add" in destination.permissions_for_user(self.user).permissions
