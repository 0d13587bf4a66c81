"""Webhooks in the admin, for the Steering group."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from background.models import OutboxMessage
from background.notifications import wake_worker
from core.form_fields import formfield_for_dbfield
from feed.admin.reusers import SteeringScreen, show_once, shown_once
from feed.models import Webhook
from feed.outbound.webhooks import KIND, deliveries, try_out
from feed.query import selectors
from feed.query.parameters import FILTERS, read_query
from feed.query.problems import BadParameter
from feed.query.vocabulary import vocabulary

DELIVERIES_A_PAGE = 50


class WebhookForm(forms.ModelForm):
    """Where to send news, and of what."""

    class Meta:
        model = Webhook
        fields = ["name", "url", "query"]
        formfield_callback = formfield_for_dbfield

    def clean_query(self):
        """Filters of the feed alone, with drivers by their ids, which never change."""
        vocabulary.refresh(selectors.now().version)
        try:
            values = read_query(self.cleaned_data["query"].lstrip("?"), FILTERS)
        except BadParameter as problem:
            raise ValidationError(problem.detail) from problem
        return urlencode(values, doseq=True)


class WebhooksView(SteeringScreen):
    """All webhooks, and a form for another."""

    page_title = "Webhooks"
    template_name = "feed/admin/webhooks.html"

    def get(self, request, *args, **kwargs):
        """Show the screen."""
        return self.render_to_response(self.get_context_data(form=WebhookForm()))

    def post(self, request, *args, **kwargs):
        """Add one, and show its secret once."""
        form = WebhookForm(request.POST)
        if form.is_valid():
            hook = form.save()
            show_once(request, hook, hook.secret)
            return redirect(address_of(hook))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(webhooks=with_counts(), **kwargs)


def with_counts():
    """All webhooks, each with how many of its messages wait and were given up."""
    counts = OutboxMessage.objects.filter(kind=KIND).values("payload__webhook")
    counts = counts.annotate(
        waiting=Count("pk", filter=Q(state="waiting")),
        parked=Count("pk", filter=Q(state="parked")),
    )
    found = {row["payload__webhook"]: row for row in counts}
    hooks = list(Webhook.objects.all())
    for hook in hooks:
        hook.counts = found.get(hook.pk, {"waiting": 0, "parked": 0})
    return hooks


class WebhookView(SteeringScreen):
    """One webhook: its form, its buttons, and what became of its messages."""

    template_name = "feed/admin/webhook.html"

    def dispatch(self, request, *args, **kwargs):
        """Find it first."""
        self.hook = Webhook.objects.filter(pk=kwargs["webhook_id"]).first()
        self.page_title = f"Webhook: {self.hook}"
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, webhook_id):
        """Show it, once with its new secret."""
        hook = get_object_or_404(Webhook, pk=webhook_id)
        pk, secret = shown_once(request, Webhook)
        context = {"form": WebhookForm(instance=hook), "secret": pk == hook.pk and secret}
        return self.render_to_response(self.get_context_data(**context))

    def post(self, request, webhook_id):
        """Do what the button says."""
        hook = get_object_or_404(Webhook, pk=webhook_id)
        action = ACTIONS.get(request.POST.get("action"))
        if action:
            return action(request, hook) or redirect(address_of(hook))
        form = WebhookForm(request.POST, instance=hook)
        if form.is_valid():
            form.save()
            messages.success(request, "Saved. It holds from the next change on.")
            return redirect(address_of(hook))
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("p")
        page = Paginator(deliveries(self.hook), DELIVERIES_A_PAGE).get_page(asked)
        return super().get_context_data(webhook=self.hook, deliveries=page, **kwargs)


def address_of(hook):
    """Where a webhook stands in the admin."""
    return reverse("feed_admin:webhook", args=[hook.pk])


def test(request, hook):
    """Send a test event, and say what came back."""
    status, words = try_out(hook)
    if 200 <= status < 300:
        messages.success(request, f"It works. The receiver answered: {words}")
    else:
        messages.error(request, f"It does not work yet. {words}")


def switch_on(request, hook):
    """Send news again."""
    hook.switch(True)
    messages.success(request, "On. News is sent from the next change on.")


def switch_off(request, hook):
    """Send no more."""
    hook.switch(False)
    messages.success(request, "Off. Nothing is sent any more.")


def renew_secret(request, hook):
    """Make a new secret and show it."""
    hook.renew_secret()
    show_once(request, hook, hook.secret)


def drop_old_secret(request, hook):
    """Let the old secret go before its day is over."""
    hook.drop_old_secret()
    messages.success(request, "From now on only the new secret signs.")


def retry(request, hook):
    """Send what was given up after all: one message, or all of them."""
    found = deliveries(hook).parked().order_by()
    if (key := request.POST.get("message", "")).isdecimal():
        found = found.filter(pk=int(key))
    count = found.try_again()
    wake_worker()
    messages.success(request, f"Trying again: {count} message{'s'[: count != 1]}.")


def delete(request, hook):
    """Forget it and its messages."""
    deliveries(hook).delete()
    hook.delete()
    messages.success(request, f"“{hook.name}” is deleted.")
    return redirect(reverse("feed_admin:webhooks"))


ACTIONS = {
    "test": test,
    "on": switch_on,
    "off": switch_off,
    "renew": renew_secret,
    "drop": drop_old_secret,
    "retry": retry,
    "delete": delete,
}
