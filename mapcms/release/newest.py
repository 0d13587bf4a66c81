"""`make test-newest`: the tests with the newest Wagtail and Django that resolve here.

Release candidates count, as what they break is mended best before they are releases. The
environment is one of its own beside `.venv`; the lock files stay as they are. Arguments
go on to pytest: NEWEST="tests/editorial -x" make test-newest.
"""

import os
import re
import subprocess
import sys

from mapcms.local.bootstrap import ROOT, say
from mapcms.local.problems import StartProblem
from mapcms.release.programs import must

VENV = ROOT / ".venv-newest"
PYTHON = VENV / "bin" / "python"
WATCHED = ("django", "wagtail")
CHECKS = (["check"], ["makemigrations", "--check", "--dry-run"])


def main(arguments):
    """Make the environment and test in it; what the tests end with comes back."""
    found = newest(compiled([f"{name}>=1" for name in WATCHED], "--prerelease=allow"))
    say(f"The newest that go together: {', '.join(found)}")
    if not PYTHON.exists():
        uv("venv", "--quiet", str(VENV))
    install = ("pip", "install", "--quiet", f"--python={PYTHON}", "-r", "-")
    uv(*install, typed=compiled(found))
    environment = {"DJANGO_SECRET_KEY": "for this check only", **os.environ}
    for check in CHECKS:
        subprocess.run(
            [PYTHON, "manage.py", *check], cwd=ROOT, env=environment, check=True
        )
    tests = [PYTHON, "-m", "pytest", *(arguments or ["-n", "auto", "-m", "not long"])]
    return subprocess.run(tests, cwd=ROOT, env=environment, check=False).returncode


def compiled(overrides, *options):
    """The requirements of pyproject.toml, with those of the overrides instead, pinned."""
    listed = ROOT / "var" / "newest.txt"
    listed.parent.mkdir(exist_ok=True)
    listed.write_text("\n".join(overrides))
    form = ("--quiet", "--no-header", "--no-annotate", "--group=dev")
    choice = (f"--override={listed}", f"--python={sys.executable}")
    return uv("pip", "compile", "pyproject.toml", *form, *choice, *options)


def newest(pins):
    """The pins of those packages whose next versions are looked out for."""
    return re.findall(rf"^(?:{'|'.join(WATCHED)})==\S+", pins, re.MULTILINE)


def uv(*arguments, typed=None):
    """What uv prints; a `StartProblem` with its last words where it cannot do it."""
    problem = "The newest versions are not to be had"
    return must(sys.executable, "-m", "uv", *arguments, problem=problem, typed=typed)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except StartProblem as problem:
        sys.exit(str(problem))
