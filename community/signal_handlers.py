"""What follows when somebody's roles change, or a note is new, wherever that is done."""

from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import PageViewRestriction

from community import accounts, confirmations, roles
from community.models import MeetingPage, User
from core.sessions.engine import end_sessions

GIVEN, TAKEN = "The role “{}” was given.", "The role “{}” was taken away."
SAYINGS = {"post_add": GIVEN, "pre_remove": TAKEN, "pre_clear": TAKEN}


@receiver(m2m_changed, sender=User.groups.through)
def note_roles(sender, instance, action, reverse, pk_set, **kwargs):
    """Log each role that is given or taken, and tell the person."""
    if action in SAYINGS:
        for row in rows_between(sender, instance, reverse, pk_set):
            changes = [("role", SAYINGS[action].format(row.group.name))]
            if action == "post_add" and row.group.name in roles.APPROVING:
                changes += confirmations.take_away(row.user)
            end_sessions(row.user_id)
            accounts.note(row.user, changes)


def rows_between(rows, instance, reverse, keys):
    """The rows that join a person to groups, or a group to people; all if no keys."""
    this, others = ("group", "user_id__in") if reverse else ("user", "group_id__in")
    found = rows.objects.filter(**{this: instance}).select_related("user", "group")
    return found if keys is None else found.filter(**{others: keys})


@receiver(pre_delete, sender=Group)
def take_role_that_goes(sender, instance, **kwargs):
    """Whoever has a role hears that it is deleted."""
    instance.user_set.clear()


@receiver(pre_delete, sender=User)
def sign_out_whoever_goes(sender, instance, **kwargs):
    """An account that is deleted is signed in nowhere any more."""
    end_sessions(instance.pk)


@receiver(post_save, sender=MeetingPage)
def keep_notes_private(sender, instance, created, **kwargs):
    """Notes of a meeting are for people with an account, however they were made."""
    if created:
        login = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=instance, restriction_type=login)
