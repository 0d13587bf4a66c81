"""The guide for editors and moderators, inside the admin."""

from community.roles import is_steering, may_decide
from editorial.admin.page_types import offered_to
from editorial.views.base import EditorialView


class HelpView(EditorialView):
    """How to write, send and review, in plain words, for what the person may do."""

    template_name = "editorial/help.html"
    page_title = "Guide"
    header_icon = "help"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            types=offered_to(user),
            may_decide=may_decide(user),
            is_steering=is_steering(user),
            **kwargs,
        )
