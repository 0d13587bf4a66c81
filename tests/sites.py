"""Sites that many tests begin from; each is made once by a process that runs tests."""

import os
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from types import SimpleNamespace

from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from wagtail.models import Page, Site

from community.models import CommunityPage
from home.demo.tree import remove_welcome
from home.models import HomePage
from mapcms.local.run import prepare
from stories.models import StoryIndexPage
from tests import factories
from tests.databases import databases
from toolkit.models import DriverIndexPage, SectionPage, ToolkitPage

# What differs from production where everything happens in one process.
IN_PROCESS = {
    "STORAGES": {**settings.STORAGES, "staticfiles": {"BACKEND": settings.PLAIN_STATIC}},
    "TASKS": {"default": {"BACKEND": "tests.tasks.OnceBackend"}},
    "ALLOWED_HOSTS": ["*"],
    "FEED_DATABASE": "default",
    "PAGES_DATABASE": "default",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
}


def in_process(make):
    """A maker of what a database begins with, from a function that makes pages."""

    def make_in(folder):
        with override_settings(MEDIA_ROOT=folder / "media", **IN_PROCESS):
            make()

    return make_in


def make_tree():
    """Make the pages of which there is one each, public, at the site's root."""
    remove_welcome()
    Site.objects.all().delete()
    root = Page.objects.get(depth=1)
    home = factories.HomeFactory(parent=root, title="Front", slug="front")
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    rows = {"steps": factories.five_steps()}
    toolkit = factories.ToolkitFactory(
        parent=home, title="The toolkit", slug="toolkit", show_in_menus=True, rows=rows
    )
    factories.DriverIndexFactory(
        parent=toolkit, title="Drivers for change", slug="drivers", show_in_menus=True
    )
    factories.SectionFactory(parent=toolkit, slug="aim")
    factories.StoryIndexFactory(
        parent=home, title="Stories", slug="stories", show_in_menus=True
    )
    factories.CommunityFactory(
        parent=home, title="The community", slug="community", show_in_menus=True
    )


def read_tree():
    """The pages of `make_tree`, read anew."""
    return SimpleNamespace(
        root=Page.objects.get(depth=1),
        home=HomePage.objects.get(),
        toolkit=ToolkitPage.objects.get(),
        drivers=DriverIndexPage.objects.get(),
        section=SectionPage.objects.get(),
        stories=StoryIndexPage.objects.get(),
        community=CommunityPage.objects.get(),
    )


class HereAndNow:
    """Does what `make run` leaves to processes of its own in this one."""

    def begin(self, program, command, *arguments):
        """Take a command of Django, or a module, on."""
        return program, command, arguments

    def finish(self, program, command, arguments):
        """Run it; give what it has to say."""
        with redirect_stdout(StringIO()) as output:
            if program == "manage.py":
                call_command(command, *arguments)
            else:
                asked = import_module(command).options(arguments)
                import_module(command).bring_up_to_date(asked.origin, asked.demo)
        return output.getvalue()


def make_run_site(folder):
    """Do all that `make run` does before the server starts, in this process."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", os.getpid())
    # A second worker that makes the site was sent what `tests.workers` keeps together.
    (folder.parents[2] / f"run_site-{run}").touch(exist_ok=False)
    site = folders(folder)
    with override_settings(MEDIA_ROOT=site.media, STATIC_ROOT=site.static):
        prepare(HereAndNow(), dev=False)


def folders(folder):
    """Where the files of a site lie."""
    return SimpleNamespace(media=folder / "media", static=folder / "static")


databases.add("tree", in_process(make_tree))
databases.add("run_site", make_run_site, on="migrated")
