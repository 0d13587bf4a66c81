"""Deleting pictures and documents: what is in the way, and the way on."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.views import generic
from wagtail.documents.views.documents import DeleteView as DocumentDeleteView
from wagtail.images.views.images import DeleteView as ImageDeleteView

from community.roles import may_decide
from core.models import CustomImage
from core.models.media import KeptFile
from core.pages.file_uses import FileInUse, FileUse, uses_of
from editorial.actions import file_removal
from editorial.actions.file_uses import ScheduledUse, WaitingUse
from editorial.actions.refusal import ActionRefused
from editorial.authors import authors_of
from editorial.forms import FileRemovalForm

TO_AUTHORS = "“{}” has to go. Please choose another one, then send the text again."
DRAFT_AGAIN = "“{}” is a draft again."
FREED = "“{}” is gone, and every text that showed it is a draft again."


class FreedFirstView(generic.DeleteView):
    """A file that texts show is not deleted; the screen says how to go on."""

    in_use_template = "editorial/file_in_use.html"

    @cached_property
    def uses(self):
        """The texts that would lose the file."""
        return uses_of(self.object)

    def get(self, request, *args, **kwargs):
        """Ask first, or say what is in the way."""
        return self.in_the_way() if self.uses else super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        """Delete it, and first take the texts out of the way if that was asked for."""
        if not self.uses:
            return super().post(request, *args, **kwargs)
        if "only" in request.POST:
            return self.free_one(request.POST["only"])
        if "free" not in request.POST:
            messages.error(request, str(FileInUse(self.object, self.uses)))
            return self.in_the_way(status=409)
        form = self.removal_form(request.POST)
        return self.remove(form) if form.is_valid() else self.in_the_way(form, 422)

    def free_one(self, key):
        """Take one text out of the way, by one click, and come back to the others."""
        for use in self.uses:
            if str(use.page.pk) == key and type(use) is not FileUse:
                words = TO_AUTHORS.format(self.object)
                found = file_removal.free(use, self.request.user, words)
                if isinstance(found, ActionRefused):
                    messages.error(self.request, found.message)
                else:
                    messages.success(self.request, DRAFT_AGAIN.format(use.page))
        return redirect(self.get_delete_url())

    def remove(self, form):
        """Take the texts out of the way, and delete the file."""
        name, reason = str(self.object), form.cleaned_data.get("reason")
        found = file_removal.remove(
            self.object,
            self.request.user,
            form.cleaned_data["words"],
            reason.sentence if reason else "",
        )
        if isinstance(found, ActionRefused):
            messages.error(self.request, found.message)
            return self.in_the_way(form, found.status)
        messages.success(self.request, FREED.format(name))
        return HttpResponseRedirect(self.get_success_url())

    def removal_form(self, data=None):
        """The form by which everything is done at once."""
        words = TO_AUTHORS.format(self.object)
        is_public = any(type(use) is FileUse for use in self.uses)
        return FileRemovalForm(data, initial={"words": words}, any_public=is_public)

    def in_the_way(self, form=None, status=200):
        """The screen that names each text and what to do about it."""
        user = self.request.user
        context = self.get_context_data(
            uses=[(use, way_on(use, user)) for use in self.uses],
            sentence=str(FileInUse(self.object, self.uses)),
            removal_form=(form or self.removal_form()) if may_decide(user) else None,
        )
        self.template_name = self.in_use_template
        return self.render_to_response(context, status=status)


class PictureDeleteView(FreedFirstView, ImageDeleteView):
    """Delete a picture that no text shows."""


class FileDeleteView(FreedFirstView, DocumentDeleteView):
    """Delete a document that no text shows."""


def way_on(use, user):
    """What somebody can do about one text, as (label, another screen or ""), or None."""
    match use:
        case WaitingUse() if user.pk in authors_of(use.review):
            return "Take it back", ""
        case WaitingUse() if may_decide(user):
            return "Return it to its authors", ""
        case ScheduledUse() if may_decide(user):
            return "Stop it", ""
        case FileUse() if may_decide(user):
            return "Withdraw it", reverse("editorial:withdraw", args=[use.page.pk])
    return None


def before_bulk_action(request, action_type, objects, action):
    """
    Of several files none is deleted while a text shows one of them.

    Returns:
        A redirection to what stands in the way, or None.
    """
    if action_type != "delete" or request.method != "POST":
        return None
    for file in objects:
        if isinstance(file, KeptFile) and (uses := uses_of(file)):
            messages.error(request, f"Nothing was deleted. {FileInUse(file, uses)}")
            return redirect(delete_url(file))
    return None


def delete_url(file):
    """Where a picture or document is deleted."""
    is_picture = isinstance(file, CustomImage)
    return reverse(f"wagtail{'images' if is_picture else 'docs'}:delete", args=[file.pk])
