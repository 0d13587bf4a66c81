"""How the editorial work goes, in figures, and what has not been looked at for long."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from django.db.models import F
from django.utils import timezone
from wagtail.models import get_page_models

from core.models import ContentPage
from editorial.models import Decision, Outcome
from editorial.queue import waited


@dataclass(frozen=True)
class Section:
    """What was decided about one section of the site."""

    name: str
    published: int
    returned: int
    typical_wait: str


def beginning_of_month():
    """Midnight of the first day of this month, in the community's time."""
    today = timezone.localtime()
    return today.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def by_section(since):
    """
    Count what people decided, section by section.

    Args:
        since: the moment from which to count.

    Returns:
        A `Section` for each section with decisions, and one for all of them, first.
    """
    groups = defaultdict(list)
    for decision in Decision.objects.by_people().filter(decided_at__gte=since):
        groups[decision.section or "Elsewhere"].append(decision)
    everything = [decision for group in groups.values() for decision in group]
    parts = [summary(name, group) for name, group in sorted(groups.items())]
    return [summary("The whole site", everything), *parts]


def summary(name, decisions):
    """The figures of one section."""
    published = sum(decision.outcome == Outcome.APPROVED for decision in decisions)
    waits = [decision.waited for decision in decisions if decision.waited]
    typical = waited(timezone.now() - median(waits)) if waits else "–"
    return Section(name, published, len(decisions) - published, typical)


def due_for_review():
    """Public pages whose review is due, the one that is longest overdue first."""
    due = []
    for model in get_page_models():
        if issubclass(model, ContentPage):
            pages = model.objects.live().filter(next_review_due__lt=timezone.localdate())
            due += pages.annotate(due=F("next_review_due")).values("pk", "title", "due")
    return sorted(due, key=lambda page: (page["due"], page["title"]))
