"""In place of Wagtail's command of the same name: each page by itself."""

from django.core.management.base import BaseCommand

from editorial.publishing_schedule import run_schedule


class Command(BaseCommand):
    """Takes down what has expired and publishes what is due, as the worker does."""

    help = "Takes down expired pages, then publishes approved pages whose time has come."

    def handle(self, *args, **options):
        gone, came, failed = run_schedule()
        self.stdout.write(f"{gone} expired, {came} published, {len(failed)} failed.")
