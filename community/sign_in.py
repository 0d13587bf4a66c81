"""Signing in, and asking for a new password: slowed down for whoever guesses."""

import logging
from datetime import timedelta

from wagtail.admin import messages
from wagtail.admin.views.account import LoginView, PasswordResetView

from community import roles
from community.second_factor import factors, sessions
from community.second_factor.step_views import led_to
from core import signals
from core.http.limits import Limit, asked_to_wait, network_address, wait_in_words

# Wrong passwords alone count, and for one network: nobody can lock somebody else out.
BY_NAME = Limit("sign in by name", 5, timedelta(minutes=15))
# A hospital may stand behind one network address.
BY_NETWORK = Limit("sign in by network", 60, timedelta(minutes=10))
LETTERS_BY_EMAIL = Limit("passwords by e-mail", 5, timedelta(hours=1))
LETTERS_BY_NETWORK = Limit("passwords by network", 60, timedelta(minutes=10))
# Whoever looks after the site hears of it once a day, however often it happens.
TOLD = Limit("letter about guessing", 1, timedelta(days=1))
WAIT = (
    "There were too many tries with a wrong password. Please wait {}, or choose a new "
    "password by “Forgotten password?”."
)
WAIT_FOR_LETTERS = "Many letters were asked for just now. Please wait {} and try again."

log = logging.getLogger(__name__)


class SignInView(LoginView):
    """
    Wagtail's own screen, which asks whoever guesses passwords to wait.

    Next comes the second step: `community.second_factor.step_views`.
    """

    def get(self, request, *args, **kwargs):
        """Whoever gave their password a moment ago goes on with the second step."""
        if sessions.half_signed_in(request) and not request.user.is_authenticated:
            return self.second_step()
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Look at the password, unless there were too many wrong ones."""
        network = network_address(request)
        self.limits = {BY_NAME: f"{self.name()} {network}", BY_NETWORK: network}
        left = [limit.seconds_left_to_wait(who) for limit, who in self.limits.items()]
        if seconds := max(left):
            note_guessing()
            messages.error(request, WAIT.format(wait_in_words(seconds)))
            return asked_to_wait(self.render_again(), seconds)
        return super().post(request, *args, **kwargs)

    def name(self):
        """The name that was typed, as the account has it or not."""
        return self.request.POST.get("username", "")[:254].strip()

    def render_again(self):
        """The empty form with the name, whose password nobody looks at."""
        form = self.get_form_class()(self.request, initial={"username": self.name()})
        return self.render_to_response(self.get_context_data(form=form))

    def form_valid(self, form):
        """Sign in; by half, if the person needs or has a second factor."""
        response = super().form_valid(form)
        if not factors.is_asked_of(form.get_user()):
            return response
        sessions.ask(self.request)
        return self.second_step()

    def second_step(self):
        """Lead to it, and from there to where the person wants."""
        return led_to("second_step", self.get_success_url())

    def form_invalid(self, form):
        """A wrong password, or a name that nobody has: both count alike."""
        for limit, who in self.limits.items():
            limit.seconds_to_wait(who)
        return super().form_invalid(form)


def note_guessing():
    """Write down that somebody guesses passwords, and say so by one letter a day."""
    log.warning("Signing in was slowed down: too many wrong passwords.")
    if not TOLD.seconds_to_wait("administrators"):
        signals.passwords_guessed.send(SignInView, people=roles.administrators())


class ForgottenPasswordView(PasswordResetView):
    """Wagtail's own screen, which sends few letters to one address."""

    def form_valid(self, form):
        """Send a letter, unless many were asked for; known addresses and others alike."""
        email, network = form.cleaned_data["email"], network_address(self.request)
        counts = {LETTERS_BY_EMAIL: email, LETTERS_BY_NETWORK: network}
        if seconds := max(limit.seconds_to_wait(who) for limit, who in counts.items()):
            form.add_error(None, WAIT_FOR_LETTERS.format(wait_in_words(seconds)))
            return asked_to_wait(self.form_invalid(form), seconds)
        return super().form_valid(form)
