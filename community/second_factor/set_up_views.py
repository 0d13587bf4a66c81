"""Setting a second factor up: the first one, or one more."""

from django.shortcuts import redirect, render

from community.second_factor import (
    authenticator_apps,
    factors,
    passkeys,
    recovery_codes,
    sessions,
)
from community.second_factor.step_forms import NewAppForm, NewPasskeyForm
from community.second_factor.step_views import (
    NOT_ACCEPTED,
    WRONG,
    StepView,
    unless_shown_lately,
)

NEW_KEY = "second_factor_new_key"


class SetUpView(StepView):
    """Something about setting up a second factor: the first one, or one more."""

    def elsewhere(self):
        """Whoever has one already shows it first."""
        return unless_shown_lately(self.request, self.person)

    def added(self, kind, name):
        """What follows once it is set up: signed in, and recovery codes to keep."""
        factors.note_added(self.person, kind, name)
        sessions.passed(self.request, self.person)
        if self.person.recovery_codes.exists():
            return redirect(self.get_success_url())
        codes = recovery_codes.make(self.person)
        return show_codes(self.request, codes, self.get_success_url())


class ChooseView(SetUpView):
    """Explains what a second factor is, and what there is to choose from."""

    template_name = "community/second_factor/choose.html"

    def get_context_data(self, **kwargs):
        has_passkeys = passkeys.can_be_used()
        return super().get_context_data(has_passkeys=has_passkeys, **kwargs)


class AddAppView(SetUpView):
    """Sets up an app on a phone."""

    template_name = "community/second_factor/add_app.html"

    def app(self):
        """The app that is being set up; the same until it is done."""
        key = self.request.session.get(NEW_KEY) or authenticator_apps.new_key()
        self.request.session[NEW_KEY] = key
        return authenticator_apps.NewApp(self.person, key)

    def get_context_data(self, **kwargs):
        kept = {"form": NewAppForm(), "app": self.app()}
        return super().get_context_data(**{**kept, **kwargs})

    def post(self, request, *args, **kwargs):
        """Keep the app, if its code is right."""
        form = NewAppForm(request.POST)
        if form.is_valid():
            code = "".join(form.cleaned_data["code"].split())
            if device := self.app().keep(code, form.cleaned_data["name"]):
                del request.session[NEW_KEY]
                return self.added(factors.APP, device.name)
            form.add_error("code", WRONG)
        return self.render_to_response(self.get_context_data(form=form))


class AddPasskeyView(SetUpView):
    """Sets up a passkey."""

    template_name = "community/second_factor/add_passkey.html"

    def get_context_data(self, **kwargs):
        options = self.asked(passkeys.creation(self.person))
        return super().get_context_data(
            **{"form": NewPasskeyForm(), "options": options, **kwargs}
        )

    def post(self, request, *args, **kwargs):
        """Keep the passkey, if it is an answer to what was asked."""
        state, form = self.what_was_asked(), NewPasskeyForm(request.POST)
        if form.is_valid():
            answer, name = form.cleaned_data["credential"], form.cleaned_data["name"]
            try:
                passkey = passkeys.create(self.person, state, answer, name)
            except passkeys.Refused as refused:
                form.add_error(None, str(refused) or NOT_ACCEPTED)
            else:
                return self.added(factors.PASSKEY, passkey.name)
        return self.render_to_response(self.get_context_data(form=form))


def show_codes(request, codes, following):
    """
    Show somebody their recovery codes, this once.

    Args:
        request: theirs.
        codes: what `recovery_codes.make` made.
        following: where the way goes on.

    Returns:
        The screen.
    """
    shown = {"codes": codes, "next": following}
    response = render(request, "community/second_factor/codes.html", shown)
    response.headers["Cache-Control"] = "no-store"
    return response
