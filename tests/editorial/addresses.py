"""Every address of the admin, and something for each to be about."""

from django.urls import URLPattern, get_resolver
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Site, WorkflowState

from core.models import (
    CustomDocument,
    CustomImage,
    DraftLink,
    GlossaryEntry,
    SearchWording,
)
from core.vocabularies.registry import vocabularies
from editorial.actions import break_glass
from editorial.models import ReviewTask, WithdrawalReason
from feed.models import Reuser, Webhook
from sharing.models import Message, Reply, Sender, Submission
from tests import factories
from tests.editorial.conftest import send, written_by


def addresses(patterns, space="", path=""):
    """Every address as (name, path), names with their namespaces."""
    for pattern in patterns:
        here = f"{path}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", here, pattern
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner, here)


def admin_addresses():
    """Every address below /admin/, by name."""
    return {
        name: pattern
        for name, path, pattern in addresses(get_resolver().url_patterns)
        if path.startswith("admin/") and not name.endswith("None")
    }


def make_samples(tree, people):
    """Something of each kind for the addresses to be about."""
    editor = people["editor"].user
    draft = written_by(editor, tree)
    waiting = written_by(editor, tree)
    state = send(waiting, editor)
    public = factories.MapStoryFactory(parent=tree.stories)
    urgent = written_by(editor, tree)
    steering = people["steering"].user
    decision = break_glass.publish_without_review(urgent.pk, steering, "Now")
    image = CustomImage.objects.create(title="Poster", file=get_test_image_file())
    document = CustomDocument.objects.create(title="Paper", file="paper.txt")
    terms = {
        f"{model._meta.label_lower.replace('.', '_')}_modeladmin": a_term(model)
        for model in vocabularies()
    }
    link = DraftLink.objects.create(page_id=draft.pk, made_by=editor)
    collection = Collection.get_first_root_node().add_child(name="More")
    group = editor.groups.first()
    sender = Sender.objects.create(email="reader@example.org", consent="Yes")
    message = Message.objects.create(
        sender=sender, state="waiting", waiting_since=timezone.now(), words="Hello."
    )
    reply = Reply.objects.create(
        sender=Sender.objects.create(email="other@example.org", consent="Yes"),
        page_id=public.pk,
        state="waiting",
        waiting_since=timezone.now(),
        words="Hello.",
    )
    submission = Submission.objects.create(
        share_type_key="map-story",
        state="received",
        sender=Sender.objects.create(email="writer@example.org", consent="Yes"),
        sent_at=timezone.now(),
        waiting_since=timezone.now(),
        page_id=draft.pk,
    )
    common = {
        "page_id": draft.pk,
        "page_pk": draft.pk,
        "parent_page_id": tree.stories.pk,
        "page_to_move_id": draft.pk,
        "destination_id": tree.stories.pk,
        "revision_id": draft.latest_revision_id or draft.latest_revision.pk,
        "revision_id_a": "live",
        "revision_id_b": draft.latest_revision.pk,
        "state_id": state.pk,
        "task_state_id": state.pk,
        "task_id": ReviewTask.objects.get().pk,
        "workflow_pk": state.workflow_state.workflow_id,
        "workflow_state_id": state.workflow_state_id,
        "decision_id": decision.pk,
        "link_id": link.pk,
        "webhook_id": Webhook.objects.create(name="N", url="https://n.example/").pk,
        "reuser_id": Reuser.make("Northmoor")[0].pk,
        "message_id": message.pk,
        "reply_id": reply.pk,
        "submission_id": submission.pk,
        "kind": "app",
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "collection_id": collection.pk,
        "uploaded_file_id": 1,
        "redirect_id": Redirect.add_redirect("/old/", "/").pk,
        "session_id": 1,
        "app_label": "editorial",
        "model_name": "reviewtask",
        "app_name": "wagtailcore",
        "object_id": str(draft.pk),
        "content_type_app_name": "stories",
        "content_type_model_name": "mapstorypage",
        "action_name": "approve",
        "action": "delete",
        "filter_spec": "width-100",
        "tag_id": 1,
        "uidb64": "x",
        "token": "y",
    }
    keys = {
        "wagtailusers_users": editor.pk,
        "wagtailusers_groups": group.pk,
        "wagtailsites": Site.objects.first().pk,
        "wagtailadmin_collections": collection.pk,
        "wagtailadmin_workflows:task": ReviewTask.objects.get().pk,
        "wagtailadmin_workflows": WorkflowState.objects.first().workflow_id,
        "wagtailadmin_api:pages": public.pk,
        "wagtailadmin_api:images": image.pk,
        "wagtailadmin_api:documents": document.pk,
        "wagtailimages": image.pk,
        "wagtaildocs": document.pk,
        "wagtailadmin_api": Page.objects.first().pk,
        "editorial_withdrawalreason": WithdrawalReason.objects.first().pk,
        "core_glossaryentry": GlossaryEntry.objects.create(
            acronym="ICS", long_form="integrated care system"
        ).pk,
        "core_searchwording": SearchWording.objects.create(words="a\nb").pk,
        **terms,
    }
    return common, keys


def a_term(model):
    """The key of a term of a vocabulary."""
    name = model._meta.model_name
    return model.objects.create(name=f"A {name}", slug=f"a-{name}").pk


def values_for(name, pattern, samples):
    """What stands in an address in the places of its parameters."""
    common, keys = samples
    key = next((keys[start] for start in keys if name.startswith(start)), 1)
    return {
        parameter: key if parameter in ("pk", "instance_pk") else common[parameter]
        for parameter in parameters(pattern)
    }


def parameters(pattern):
    """The names of an address's parameters."""
    regex = pattern.pattern.regex.groupindex
    return [
        *pattern.pattern.converters,
        *(n for n in regex if n not in pattern.pattern.converters),
    ]
