"""`make drill`: a backup, restored on a machine that has nothing, proved and used."""

import os
import re
import secrets
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import psutil
import requests

from mapcms.local import postgres
from mapcms.local.bootstrap import say
from mapcms.local.environment import chosen_port, database, secret_key
from mapcms.local.problems import StartProblem
from mapcms.local.processes import Children
from mapcms.local.run import site_command, to_the_end, wait_until_it_answers
from operations.backup import shelf

# The port of the restored site, unless PORT names another one.
USUAL_PORT = "8009"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
HOSTS = "localhost,127.0.0.1"
# Nobody's password is known, nor their second factor at hand: in the copy, and nowhere
# else, one gets another and needs none.
GIVE_ACCESS = """
import os
from django.contrib.auth import get_user_model
from community.second_factor import factors
people = get_user_model().objects.filter(is_active=True, groups__name="Moderators")
person = next((one for one in people.order_by("pk") if one.has_usable_password()), None)
if person:
    person.set_password(os.environ["DRILL_PASSWORD"])
    person.save(update_fields=["password"])
    factors.take_all_away(person)
    print(person.get_username())
"""


def main():
    """Do the drill; return the exit code."""
    try:
        drill()
    except requests.RequestException as problem:
        raise StartProblem(problem) from problem
    return 0


def drill():
    """Take or find a backup, restore it, sign in, and say how long that took."""
    os.environ.setdefault("PORT", USUAL_PORT)
    port = chosen_port()
    with empty_folder() as folder:
        backup = found_backup() or taken_backup(folder / "kept")
        begun = time.monotonic()
        with postgres.running(folder / "var", throwaway=True) as url:
            restored = surroundings(url, MAPCMS_VAR=folder / "site")
            name = use(backup, Children(restored), f"http://localhost:{port}")
        seconds = time.monotonic() - begun
    say(
        f"Signed in as {name}, and the admin opened. Nothing of the copy is left.",
        f"How much would be lost (RPO): {lost(backup)}",
        f"How long it took (RTO): {seconds:.0f} seconds from an empty machine to a "
        f"signed-in person, on {psutil.cpu_count()} cores.",
    )


def lost(backup):
    """What is not in the newest backup, in words."""
    if "BACKUPS" in os.environ:
        return f"the last {backup.age / timedelta(hours=1):.1f} hours."
    return "name your folder of backups to know: make drill BACKUPS=/srv/backups"


@contextmanager
def empty_folder():
    """A folder that the database's user can pass through; gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix=f"mapcms-drill-{os.getpid()}-", dir="/tmp"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def surroundings(url, **others):
    """The environment of a process that has this database, and no address of its own."""
    inherited = {k: v for k, v in os.environ.items() if k not in {"BASE_URL", "PORT"}}
    ours = {"DJANGO_SECRET_KEY": secret_key(), **inherited, "DATABASE_URL": url}
    ours["WITHOUT_SECOND_FACTOR"] = "1"  # heard on this machine alone
    return ours | {name: str(value) for name, value in others.items()}


# The backup


def found_backup():
    """The newest backup of the folder that BACKUPS names; None where it names none."""
    if not (folder := os.environ.get("BACKUPS")):
        return None
    kept = shelf.kept_in(Path(folder)) if Path(folder).is_dir() else []
    if not kept:
        raise StartProblem(f"There is no backup in {folder}.")
    say(f"The newest backup is {kept[0].path.name}.")
    return kept[0]


def taken_backup(folder):
    """A backup of the site of this checkout, or of DATABASE_URL, taken now."""
    begun = time.monotonic()
    with database() as url:
        told = {"BASE_URL": os.environ["BASE_URL"]} if "BASE_URL" in os.environ else {}
        with Children(surroundings(url, **told)) as children:
            say(finished(children, "manage.py", "backup", str(folder)))
    say(f"Taken in {time.monotonic() - begun:.0f} seconds.")
    return shelf.kept_in(folder)[0]


def finished(children, *arguments):
    """What a program had to say that came to a good end."""
    return children.finish(*children.begin(*arguments)).strip()


# The copy


def use(backup, children, origin):
    """Restore a backup, start its site, sign in; return the name of the account."""
    identity = os.environ.get("IDENTITY")
    keys = ("--identity", identity) if identity else ()
    password = secrets.token_urlsafe(20)
    children.environment["DRILL_PASSWORD"] = password
    with children:
        restore = ("manage.py", "restore", str(backup.path), "--origin", origin)
        say(finished(children, *restore, *keys))
        finished(children, "manage.py", "collectstatic", "--noinput", "-v0")
        name = finished(children, "manage.py", "shell", "-v0", "-c", GIVE_ACCESS)
        if not name:
            raise StartProblem("No Moderator of it can sign in.")
        children.environment |= {"BASE_URL": origin, "ALLOWED_HOSTS": HOSTS}
        port = origin.rpartition(":")[2]
        wait_until_it_answers(children.start(*site_command(port, dev=False)), port)
        sign_in(origin, name, password)
    return name


def sign_in(origin, name, password):
    """Sign in as a person does; a `StartProblem` says that the admin did not open."""
    with requests.Session() as browser:
        browser.trust_env = False
        page = browser.get(f"{origin}/admin/login/", timeout=60)
        form = {"username": name, "password": password, "next": "/admin/"}
        form["csrfmiddlewaretoken"] = (TOKEN.findall(page.text) or [""])[0]
        browser.headers["Referer"] = page.url
        browser.post(page.url, data=form, timeout=60)
        page = browser.get(f"{origin}/admin/", timeout=60)
    if page.status_code != 200 or page.url != f"{origin}/admin/":
        raise StartProblem(
            f"Signing in as {name} led to {page.url} ({page.status_code})."
        )


if __name__ == "__main__":
    sys.exit(to_the_end(main))
