"""The moderators' queue: what waits, as one person sees it."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from community.confirmations import is_confirmed
from community.roles import may_decide
from core.models import ContentPage
from editorial.authors import authors_of
from editorial.diff import at_a_glance
from editorial.models import ReviewState
from editorial.sections import section_of

NEAR = timedelta(hours=1)
# Functions registered here are given a request, and say what else waits for somebody.
WAITING = "editorial_waiting"


@dataclass(frozen=True)
class Waiting:
    """One text in the queue."""

    state: ReviewState
    page: Page
    section: str
    glance: str
    is_mine: bool

    @property
    def kind(self):
        """What readers call this type of page."""
        return self.page.specific_class.kind()


def waiting():
    """Every text that waits, the longest first, with what lists show of it."""
    states = ReviewState.objects.waiting()
    return states.select_related(
        "revision", "workflow_state", "submitted_by", "claimed_by", "task"
    )


def narrowed(states, query, user):
    """
    Narrow a queue down.

    Args:
        states: texts in review.
        query: `type` (a content type's key), `section` (a main page's key), and `show`:
            `mine` for what the person has claimed, `overdue`, or nothing. What makes no
            sense is passed over.
        user: the person who asks.

    Returns:
        The narrower queryset.
    """
    if query.get("type", "").isdecimal():
        states = states.filter(workflow_state__content_type=int(query["type"]))
    if query.get("section", "").isdecimal():
        states = states.filter(below(int(query["section"])))
    if query.get("show") == "mine":
        states = states & ReviewState.objects.claimed_by_user(user)
    if query.get("show") == "overdue":
        states = states & ReviewState.objects.overdue()
    return states


def below(main_page_id):
    """Texts of a main page and the pages below it."""
    main = Page.objects.filter(pk=main_page_id).first()
    pages = main.get_descendants(inclusive=True) if main else Page.objects.none()
    keys = pages.annotate(key=Cast("pk", CharField())).values("key")
    return Q(workflow_state__object_id__in=keys)


def shown_states(states, user, request=None):
    """Texts with all that a list shows of them."""
    return [
        Waiting(
            state=state,
            page=state.revision.content_object,
            section=section_of(state.revision.content_object),
            glance=at_a_glance(state, request),
            is_mine=user.pk in authors_of(state),
        )
        for state in states
    ]


def for_others(states, user):
    """Texts a person may decide about: those others wrote."""
    if not (may_decide(user) and is_confirmed(user)):
        return []
    return [state for state in states if user.pk not in authors_of(state)]


def next_for(user, after=None):
    """The text a person should read next, or None: claimed ones of others come last."""
    states = for_others(waiting().exclude(pk=after), user)
    free = [state for state in states if state.holder in (None, user)]
    return next(iter(free or states), None)


def elsewhere(request):
    """
    What else waits for somebody than texts, as rooms above say it by `WAITING`.

    Args:
        request: of whom it waits for.

    Returns:
        Dictionaries with `title`, `about`, `address` and `since`, the oldest first.
    """
    rows = [row for hook in hooks.get_hooks(WAITING) for row in hook(request)]
    return sorted(rows, key=lambda row: row["since"])


def types_waiting(states):
    """The types of page among texts, as (content type's key, name)."""
    keys = set(states.order_by().values_list("workflow_state__content_type", flat=True))
    models = {key: ContentType.objects.get_for_id(key).model_class() for key in keys}
    return sorted(
        (key, model.kind())
        for key, model in models.items()
        if model and issubclass(model, ContentPage)
    )


def waited(since):
    """How long something has waited, as people say it."""
    time = timezone.now() - since
    if time < NEAR:
        return "less than an hour"
    if time.days:
        return f"{time.days} day{'s' if time.days > 1 else ''}"
    hours = time.seconds // 3600
    return f"{hours} hour{'s' if hours > 1 else ''}"
