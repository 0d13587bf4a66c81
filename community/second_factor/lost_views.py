"""The screen where two people decide about a lost second factor."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from community.account_screens import AccountScreen
from community.confirmations import name_of
from community.models.second_factors import LostFactor
from community.second_factor import lost
from core.text.input import clean_line

LONGEST = LostFactor._meta.get_field("reason").max_length
SAID = "{} is told, and so is whoever can agree."
AGREED = "The second step of {} is taken away. They set up a new one when they sign in."
STAYS = "Nothing changes: the second step of {} stays."


class LostFactorView(AccountScreen):
    """Asks for the first word or the second, whichever is missing."""

    page_title = "Lost second step"
    header_icon = "lock"
    template_name = "community/second_factor/lost.html"

    def get_breadcrumbs_items(self):
        """Where this is: below the accounts."""
        accounts = {"url": reverse("wagtailusers_users:index"), "label": "Users"}
        here = {"url": "", "label": self.page_title, "sublabel": name_of(self.object)}
        return [*super().get_breadcrumbs_items(), accounts, here]

    def get_context_data(self, **kwargs):
        by, first = self.request.user, lost.waiting(self.object)
        shown = {
            "first": first,
            "obstacle": lost.obstacle(self.object, by),
            "obstacle_to_agreeing": first and lost.obstacle_to_agreeing(self.object, by),
            "helpers": [name_of(user) for user in lost.who_can_agree(self.object, by)],
            "longest": LONGEST,
        }
        return super().get_context_data(**{**shown, **kwargs})

    def post(self, request, *args, **kwargs):
        """Write a word down, or say why it does not count."""
        self.object, by = self.get_object(), request.user
        reason = clean_line(request.POST.get("reason", ""))[:LONGEST]
        doings = {
            "say": (lambda: lost.say(self.object, by, reason), SAID),
            "agree": (lambda: lost.agree(self.object, by), AGREED),
            "stay": (lambda: lost.take_back(self.object, by), STAYS),
        }
        do, done = doings.get(request.POST.get("word"), doings["say"])
        if obstacle := do():
            messages.error(request, obstacle)
            return redirect("wagtailusers_users:second_step", self.object.pk)
        messages.success(request, done.format(name_of(self.object)))
        return redirect("wagtailusers_users:index")
