"""The second step of signing in: screens for whoever gave their password alone, too."""

import logging
from datetime import timedelta

from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from wagtail.admin import messages

from community import roles
from community.confirmations import name_of
from community.second_factor import factors, passkeys, sessions
from community.second_factor.step_forms import CodeForm
from core.http.limits import Limit, asked_to_wait, network_address, wait_in_words
from core.text.phrases import joined

# Each try counts, so that many at the same moment are no way around.
BY_NETWORK = Limit("second factor by network", 10, timedelta(minutes=15))
# Of a million codes three are right at a time. Another password begins anew.
BY_ACCOUNT = Limit("second factor by account", 50, timedelta(days=1))
WRONG = "That code is not right, or it was used already. Please type the one shown now."
NOT_ACCEPTED = "That passkey was not accepted. Please try again, or use a code."
WAIT = "There were many tries. Please wait {} and try again."
GUESSED = (
    "Many wrong codes were typed after the right password, so somebody else may know the "
    "password. Please choose a new one by “Forgotten password?” and sign in with it."
)
FEW_CODES = "{} left of your recovery codes. You can make new ones in your account."
CHALLENGE = "second_factor_challenge"

log = logging.getLogger(__name__)


@method_decorator(never_cache, name="dispatch")
@method_decorator(sensitive_post_parameters(), name="dispatch")
class StepView(RedirectURLMixin, TemplateView):
    """A screen for whoever is signed in, be it by half."""

    def dispatch(self, request, *args, **kwargs):
        """Find out who is here, and lead others to the sign-in."""
        whole = request.user if request.user.is_authenticated else None
        self.is_whole = whole is not None
        self.person = whole or sessions.half_signed_in(request)
        if self.person is None:
            return redirect_to_login(self.get_success_url(), "wagtailadmin_login")
        return self.elsewhere() or super().dispatch(request, *args, **kwargs)

    def elsewhere(self):
        """Where the person has to go first; None if they are right here."""
        return None

    def get_default_redirect_url(self):
        """The dashboard, where nobody came from anywhere."""
        return reverse("wagtailadmin_home")

    def get_context_data(self, **kwargs):
        """What every screen of the kind shows."""
        kept = {"person": self.person, "is_whole": self.is_whole}
        return super().get_context_data(next=self.get_success_url(), **kept, **kwargs)

    def asked(self, options_and_state):
        """What the browser is told to ask a device; the rest is kept for its answer."""
        options, self.request.session[CHALLENGE] = options_and_state
        return options

    def what_was_asked(self):
        """What was kept for a device's answer, for once."""
        return self.request.session.pop(CHALLENGE, None)


class SecondStepView(StepView):
    """Asks for the second factor: a code or a passkey."""

    template_name = "community/second_factor/step.html"

    def elsewhere(self):
        """Whoever has nothing to show sets it up first."""
        if not factors.has_any(self.person):
            return led_to("second_step_choose", self.get_success_url())
        return None

    def get_context_data(self, **kwargs):
        steering = roles.confirmed_administrators().exclude(pk=self.person.pk)
        others = [name_of(user) for user in steering]
        options = None
        if passkeys.can_be_used() and self.person.passkeys.exists():
            options = self.asked(passkeys.request_for(self.person))
        kept = {"form": CodeForm(), "options": options, "helpers": joined(others, "or")}
        return super().get_context_data(**{**kept, **kwargs})

    def post(self, request, *args, **kwargs):
        """Look at what was shown."""
        state = self.what_was_asked()
        if answer := request.POST.get("credential"):
            try:
                passkeys.use(self.person, state, answer)
            except passkeys.Refused:
                return self.again(NOT_ACCEPTED)
            return self.signed_in()
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.again("Please type the code.")
        if response := self.waiting():
            return response
        if factors.use_code(self.person, form.cleaned_data["code"]):
            return self.signed_in()
        return self.again(WRONG)

    def waiting(self):
        """Count a try; the answer to whoever made too many of them, else None."""
        person, network = self.person, network_address(self.request)
        account = f"{person.pk} {person.get_session_auth_hash()}"
        seconds = BY_NETWORK.seconds_to_wait(f"{account} {network}")
        words = WAIT.format(wait_in_words(seconds))
        if not seconds:
            seconds, words = BY_ACCOUNT.seconds_to_wait(account), GUESSED
        if not seconds:
            return None
        log.warning("Signing in was slowed down: too many codes.")
        return asked_to_wait(self.again(words), seconds)

    def again(self, words):
        """The screen once more, with what went wrong."""
        form = CodeForm({"code": ""})
        form.errors.clear()
        form.add_error("code", words)
        return self.render_to_response(self.get_context_data(form=form))

    def signed_in(self):
        """Sign in, and lead on; with a word to whoever runs out of recovery codes."""
        sessions.passed(self.request, self.person)
        if self.person.recovery_codes.count() < 3:
            left = factors.left_in_words(self.person)
            messages.warning(self.request, FEW_CODES.format(left))
        return redirect(self.get_success_url())


def unless_shown_lately(request, person):
    """
    Ask once more for a second factor, of whoever has one and did not just show it.

    Args:
        request: theirs.
        person: the account, which may be signed in by half.

    Returns:
        A redirection to the second step, and from there to what was asked for; None for
        whoever showed it within a quarter of an hour, or has none yet.
    """
    if sessions.is_recent(request.session) or not factors.has_any(person):
        return None
    return led_to("second_step", request.get_full_path())


def led_to(name, following):
    """
    Lead to one of these screens.

    Args:
        name: the name of its address.
        following: where the way goes on from there.

    Returns:
        A redirection.
    """
    return redirect(f"{reverse(name)}?{urlencode({'next': following})}")
