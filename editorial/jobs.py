"""What the clock does for the editorial room: the schedule, the letters, the bin."""

from django.utils import timezone

from background.schedule import daily, every
from community import roles
from editorial import letters, notices, queue
from editorial.actions import withdrawal
from editorial.models import MailChoice, ReviewState
from editorial.page_checks.external_links import check_links, gather_links
from editorial.publishing_schedule import run_schedule

MONDAY = 0
LINKS_AT_ONCE = 20
# After how many days a text is reminded of, and whom it is then about.
REMINDERS = {3: roles.moderators, 7: roles.moderators, 14: roles.deciders}


@every(minutes=1, name="Publish and take down at their time")
def keep_schedule():
    """Pages that go live or leave at their time."""
    run_schedule()


@daily(hour=7, name="Tell people what waits for them", writes_letters=True)
def send_digests():
    """Each person's list, as often as they chose. Nobody is written to about nothing."""
    states = list(queue.waiting())
    for user in roles.deciders().exclude(email=""):
        mine = queue.for_others(states, user) if wants_digest(user) else []
        if mine:
            letters.send_digest(user, mine)


def wants_digest(user):
    """Whether somebody gets the list today. The Steering group gets it if it asked to."""
    choice = MailChoice.objects.filter(user=user).first()
    if choice is None:
        return user.groups.filter(name=roles.MODERATORS).exists()
    weekly = choice.digest == MailChoice.Digest.WEEKLY
    if weekly:
        return timezone.localdate().weekday() == MONDAY
    return choice.digest == MailChoice.Digest.DAILY


@daily(hour=8, name="Remind people of what has waited for long", writes_letters=True)
def send_reminders():
    """After 3, 7 and 14 days, each once; at last also to the Steering group."""
    for state in queue.waiting():
        if days := reminder_due(state):
            for user in whom_to_remind(state, days):
                letters.reminder(user, state, days)
            ReviewState.objects.filter(pk=state.pk).update(reminded_days=days)


def reminder_due(state):
    """The days after which somebody should be reminded now, or 0."""
    waited = (timezone.now() - state.waiting_since).days
    reached = [days for days in REMINDERS if state.reminded_days < days <= waited]
    return max(reached, default=0)


def whom_to_remind(state, days):
    """Those who may decide about a text; the one who is reading it, if it is early."""
    if state.holder and days < max(REMINDERS):
        return [state.holder]
    candidates = MailChoice.reachable(REMINDERS[days]())
    return [user for user in candidates if queue.for_others([state], user)]


@daily(hour=9, name="See that somebody can be told", writes_letters=True)
def warn_when_nobody_is_reachable():
    """On Mondays, if texts wait that nobody decides about or no Moderator hears of."""
    if timezone.localdate().weekday() != MONDAY:
        return
    if not ReviewState.objects.waiting().exists():
        return
    if found := [*notices.about_letters(), *notices.about_workflows()]:
        for user in roles.administrators():
            letters.nobody_reads(user, found)


@daily(hour=4, name="Empty the bin")
def empty_the_bin():
    """Delete for good what has been in the bin for 90 days."""
    withdrawal.empty_bin()


@daily(hour=2, name="Gather links to other sites")
def gather():
    """Note every link to another site, so that it can be looked at."""
    gather_links()


@every(minutes=30, name="Look at links to other sites")
def look_at_links():
    """See whether links to other sites still lead somewhere."""
    check_links(LINKS_AT_ONCE)
