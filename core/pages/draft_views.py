"""The forms of pages in the admin: a draft is saved, and what is not kept is shown."""

import json

from django.http import JsonResponse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView

SAVED_EXCEPT = (
    "Your draft is saved, except for what is marked below. What you typed there stands "
    "in the form; readers and colleagues see what stood there before."
)
NEWER = (
    "Somebody saved a newer version of this page meanwhile, or you did in another tab. "
    "What you typed stands below and is not saved yet. Look at the newer version in "
    "another tab; if you save again, yours takes its place."
)
# Sent by a form after the person was told and chose to go on.
ANYWAY = "save_over_newer"


class KeptBack:
    """A view that saves a draft and shows again what of it could not be kept."""

    def run_hook(self, name, *args, **kwargs):
        """Ask the hooks; nobody is led away from words that are not saved."""
        response = super().run_hook(name, *args, **kwargs)
        return None if name.startswith("after_") and self.form.kept_back else response

    def save_action(self):
        """Save, and tell a browser that saves by itself what was not kept."""
        response = super().save_action()
        if self.expects_json_response and response.status_code == 200:
            return JsonResponse(json.loads(response.content) | self.told())
        return response

    def told(self):
        """What the browser is told besides."""
        return {"kept_back": dict(sentences(self.form))}

    def redirect_and_remain(self):
        """Show the form again with what was not kept, or as it is saved."""
        if not self.form.kept_back:
            return super().redirect_and_remain()
        data = self.request.POST.copy()
        data.update(no_lists(self.form.get_field_updates_for_resave()))
        for name in ("action-send", "overwrite_revision_id"):
            data.pop(name, None)
        shown = DraftEditView.as_view(data=data)
        return shown(self.request, page_id=self.page.pk)


def no_lists(updates):
    """Updates of a form as a dictionary of single values."""
    return {name: str(value) for name, value in updates}


def sentences(form):
    """Yield (mark of a field in the page, what is said of it) for what was not kept."""
    form.show_kept_back()
    rows = [row for formset in form.formsets.values() for row in formset]
    for bound in (*form, *(field for row in rows for field in row)):
        if bound.errors:
            faults = bound.errors.as_data()
            yield bound.auto_id, " ".join(one for error in faults for one in words(error))


def words(error):
    """Yield what is said of a field, and of the blocks within it."""
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield from error.messages
        return
    for one in inner.values() if isinstance(inner, dict) else filter(None, inner):
        yield from words(one)
    yield from getattr(error, "non_block_errors", None) or ()


class DraftCreateView(KeptBack, CreateView):
    """The form of a new page."""


class DraftEditView(KeptBack, EditView):
    """The form of a page."""

    # A form to show, whose words are saved as far as they can be.
    data = None

    def post(self, request, *args, **kwargs):
        """Save, unless a newer version stands there that the person has not seen."""
        if self.data is not None:
            return self.show_again()
        if self.is_newer_there:
            return self.show_newer()
        return super().post(request, *args, **kwargs)

    @cached_property
    def is_newer_there(self):
        """Whether saving would silently replace what somebody else saved."""
        is_told = self.expects_json_response or self.request.POST.get(ANYWAY)
        return not is_told and self.is_out_of_date

    def told(self):
        revision = self.page.latest_revision
        updates = {
            "loaded_revision_id": str(revision.pk),
            "loaded_revision_created_at": revision.created_at.isoformat(),
            **dict(self.form.get_field_updates_for_resave()),
        }
        return {**super().told(), "field_updates": updates}

    def show_again(self):
        """The form with what was not kept, beside it what is wrong with it."""
        messages.warning(self.request, SAVED_EXCEPT)
        self.fill(self.data)
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.show_kept_back()
        self.form.restore_required_fields()
        return self.render_unsaved()

    def show_newer(self):
        """The form as it was sent, to be saved once more or not."""
        messages.warning(self.request, NEWER)
        self.autosave_enabled = False
        self.fill(self.request.POST)
        return self.render_unsaved()

    def fill(self, data):
        """Take what was typed into the form."""
        self.form = self.form_class(
            data,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )

    def render_unsaved(self):
        """The page, whose words the browser takes for not saved."""
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())
