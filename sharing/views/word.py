"""From a Word file: an empty one to take away, and a draft of one that was filled in."""

import secrets

from django.contrib import messages as notices
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from core.http.limits import network_address
from core.models import Step
from editorial.admin.page_types import place_for
from editorial.views.base import EditorialView
from sharing.drafts import DraftMaker
from sharing.forms import WordForm
from sharing.share_types import share_type, share_types
from sharing.submissions import writing
from sharing.views.base import SecretView, slow_down
from sharing.views.contact import UNREADABLE
from sharing.views.steps import BY_NETWORK
from sharing.word import read, template

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MADE = "We read {} of {} parts of your file. Please look at each: nothing is sent yet."
NOTHING = "Nothing is filled in in this file yet."
BESIDE = "What we could not place stands in a comment beside the title."


@require_safe
@cache_control(public=True, max_age=3600)
def empty_file(request, key):
    """
    The Word file to fill in.

    Args:
        request: the request.
        key: of what may be sent in, for example “map-story”.

    Returns:
        The file, with the steps as the toolkit's editors call them.

    Raises:
        Http404: nothing of that name may be sent in.
    """
    try:
        wanted = share_type(key)
    except KeyError as error:
        raise Http404 from error
    steps = [step.title for step in Step.objects.public()]
    response = HttpResponse(template(wanted, steps=steps), content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="map-{key}.docx"'
    return response


class FromWordView(EditorialView):
    """Makes a draft of a Word file that somebody filled in."""

    page_title = "From a Word file"
    header_icon = "doc-full-inverse"
    template_name = "sharing/admin/from_word.html"

    def dispatch(self, request, *args, **kwargs):
        """Find what this person may write; refuse whoever may write nothing of it."""
        found = ((one, place_for(one.model, request.user)) for one in share_types())
        self.places = {one.key: place for one, place in found if place}
        if not self.places:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def types(self):
        """What this person may write of what can be sent in."""
        return [one for one in share_types() if one.key in self.places]

    def get_context_data(self, **kwargs):
        form = kwargs.pop("form", None) or WordForm(self.types)
        return super().get_context_data(form=form, types=self.types, **kwargs)

    def post(self, request, *args, **kwargs):
        """Read the file, and go on with the draft."""
        form = WordForm(self.types, request.POST, request.FILES)
        reading = reading_in(form) if form.is_valid() else None
        if reading is None:
            context = self.get_context_data(form=form)
            return self.render_to_response(context, status=422)
        maker = DraftMaker(reading, request.user)
        page = maker.make(self.places[reading.share_type.key])
        self.say(reading, maker)
        return redirect("wagtailadmin_pages:edit", page.pk)

    def say(self, reading, maker):
        """Say what was read, and what to look at."""
        asked = len(reading.share_type.fields)
        notices.success(self.request, MADE.format(len(reading.values), asked))
        if maker.rest:
            notices.warning(self.request, BESIDE)
        for sentence in reading.notices:
            notices.warning(self.request, sentence)


class UploadView(SecretView):
    """A draft from a Word file that somebody filled in."""

    def get(self, request):
        form = WordForm(share_types(), initial={"kind": request.GET.get("kind", "")})
        return self.show(form)

    def post(self, request):
        """Read the file, and show all that was read."""
        form = WordForm(share_types(), request.POST, request.FILES)
        token = request.POST.get("token", "")
        if seconds := BY_NETWORK.seconds_to_wait(network_address(request)):
            return slow_down(form, seconds, self.show)
        reading = reading_in(form) if form.is_valid() else None
        if reading is None:
            return self.show(form, UNREADABLE)
        submission = writing.from_reading(reading, token)
        if submission is None:
            return self.render("gone", status=404)
        return redirect("sharing:check", token)

    def show(self, form, status=200):
        token = self.request.POST.get("token") or secrets.token_urlsafe(32)
        return self.render("word", status, form=form, token=token, types=share_types())


def reading_in(form):
    """
    Read the file of a valid `WordForm`.

    Returns:
        A `sharing.word.Reading` that says something, or None where the form says what is
        in the way.
    """
    key = form.cleaned_data["kind"]
    wanted = [share_type(key)] if key else form.types
    try:
        reading = read(form.cleaned_data["file"], wanted)
    except ValidationError as error:
        form.add_error("file", error)
        return None
    if reading.share_type is None:
        form.add_error("kind", reading.notices[0])
        return None
    if not (reading.values or reading.not_understood):
        form.add_error("file", NOTHING)
        return None
    return reading
