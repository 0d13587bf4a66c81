"""Send one event to a receiver that somebody is writing."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from standardwebhooks.webhooks import EmptyWebhookSecretError

from background.outbox import NotYet
from feed.models import Webhook
from feed.models.webhooks import new_secret
from feed.outbound.events import post_signed, signed
from feed.outbound.webhooks import body_about, items_with_epoch, test_body, test_key

EVENTS = ("published", "updated", "withdrawn", "test")


class Command(BaseCommand):
    help = (
        "Sends one signed event to an address, such as a receiver on your own machine, "
        "and prints what was sent and what came back."
    )

    def add_arguments(self, parser):
        parser.add_argument("url", help="where to, such as http://localhost:3000/hook")
        parser.add_argument("--event", choices=EVENTS, default="published")
        parser.add_argument("--item", help="the id of an item; else the latest it fits")
        parser.add_argument("--secret", help="else the webhook's own, or a new one")
        parser.add_argument("--print", action="store_true", help="send nothing")

    def handle(self, *args, **options):
        hook = self.hook(options["url"], options["secret"])
        body = body_of(options["event"], options["item"])
        headers = signed_or_refused(hook, body)
        self.stdout.write(f"POST {hook.url}")
        for name, value in headers.items():
            self.stdout.write(f"{name}: {value}")
        self.stdout.write(f"\n{body}\n\n")
        if not options["print"]:
            self.send(hook.url, headers, body)

    def hook(self, url, secret):
        """The webhook at an address, or one that is not registered."""
        known = Webhook.objects.filter(url=url).first()
        if secret is None and known:
            return known
        if secret is None:
            secret = new_secret()
            self.stdout.write(f"Signed with a new secret: {secret}\n\n")
        return Webhook(url=url, secret=secret)

    def send(self, url, headers, body):
        """Send the event; a receiver that does not take it is an error."""
        try:
            status, words = post_signed(url, headers, body)
        except NotYet as failure:
            raise CommandError(str(failure)) from failure
        if not 200 <= status < 300:
            raise CommandError(f"It was not taken: {words}")
        self.stdout.write(f"Taken: {words}")


def signed_or_refused(hook, body):
    """The headers of an event, or a sentence about the secret."""
    try:
        return signed(hook, test_key(), body)
    except (ValueError, EmptyWebhookSecretError) as error:
        raise CommandError("The secret is whsec_ and base64, as it was shown.") from error


def body_of(kind, key):
    """The body of an event about an item as it is now."""
    if kind == "test":
        return test_body()
    rows = items_with_epoch().filter(
        is_public=kind != "withdrawn", sequence__isnull=False
    )
    try:
        item = rows.filter(**({"pk": key} if key else {})).order_by("-sequence").first()
    except ValidationError as error:
        raise CommandError("An item's id has the form of a UUID.") from error
    if item is None:
        raise CommandError("No such item is there that this could be said of.")
    return body_about(Webhook(), item, kind == "published")
