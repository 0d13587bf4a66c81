"""The first step of every command: a virtual environment with what is required.

`python mapcms/bootstrap.py COMMAND...` makes or mends `.venv` and becomes COMMAND in it.
Plain enough for an old Python to read, so that it can say that it is too old.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements.txt"
STAMP = VENV / "requirements.sha256"
OFFLINE = (
    "NewConnectionError",
    "name resolution",
    "ConnectTimeout",
    "Network is unreach",
)
NO_WHEEL = ("No matching distribution found for ", "not a supported wheel on this")
FULL_DISK = ("No space left on device", "Disk quota exceeded", "File too large")


class Problem(Exception):
    """What is wrong and what to do about it, in a sentence for the person who waits."""


def main(command):
    """Prepare the environment, then become the command."""
    try:
        check_version(sys.version_info)
        step_down()
        prepare()
        become(command)
    except Problem as problem:
        sys.exit(str(problem))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        sys.exit(explained(str(error)))


def check_version(version):
    """Refuse a Python that is too old for what is installed."""
    if tuple(version[:2]) < NEEDED:
        needed, found = ("%d.%d" % tuple(pair[:2]) for pair in (NEEDED, version))  # noqa: UP031
        raise Problem(
            f"Python {needed} or newer is needed, this is {found}. "
            "Name another one with `make PYTHON=/path/to/python3 ...`."
        )


# Whose environment it is


def step_down():
    """As root in somebody's checkout, go on as that person: no file of root's is left."""
    owner = ROOT.stat().st_uid
    if os.geteuid() != 0 or owner == 0:
        return
    try:
        person = pwd.getpwuid(owner)
    except KeyError:
        return
    for python in (str(PYTHON), sys.executable, shutil.which("python3", path=os.defpath)):
        if python and works(python, person):
            become_person(person)
            os.execv(python, [python, *sys.argv])  # noqa: S606


def works(python, person=None):
    """Whether a Python that is new enough starts, for a person if one is named."""
    test = f"import sys; sys.exit(sys.version_info < {NEEDED})"
    rights = {"user": person.pw_uid, "group": person.pw_gid} if person else {}
    try:
        return subprocess.run([python, "-c", test], stderr=-3, **rights).returncode == 0
    except OSError:
        return False


def become_person(person):
    """Give up root's rights for good."""
    os.initgroups(person.pw_name, person.pw_gid)
    os.setgid(person.pw_gid)
    os.setuid(person.pw_uid)
    os.environ.update(HOME=person.pw_dir, USER=person.pw_name, LOGNAME=person.pw_name)


def hand_over(folder):
    """As root who could not step down, give what was made to the checkout's owner."""
    owner = ROOT.stat()
    if os.geteuid() == 0 and owner.st_uid != 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


# The environment


def prepare():
    """Make or mend the environment, one process at a time, if anything has changed."""
    if not REQUIREMENTS.exists():
        raise Problem("requirements.txt is missing: this is not a whole checkout.")
    with REQUIREMENTS.open("rb") as requirements:
        fcntl.flock(requirements, fcntl.LOCK_EX)
        wanted = fingerprint(requirements.read())
        if not STAMP.exists() or STAMP.read_text() != wanted or not works(str(PYTHON)):
            make_environment()
            install()
            STAMP.write_text(wanted)
            hand_over(VENV)


def fingerprint(requirements):
    """What the environment was made of, and where: one that was moved is made anew."""
    without = b"own database" if "DATABASE_URL" in os.environ else b""
    return hashlib.sha256(requirements + os.fsencode(VENV) + without).hexdigest()


def make_environment():
    """Make `.venv` unless there is one that works here."""
    if works(str(PYTHON)) and STAMP.exists():
        return
