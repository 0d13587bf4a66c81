"""Chromium for the browser tests: the one that is there, or one that can be installed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from mapcms.local.bootstrap import say
from mapcms.local.problems import StartProblem

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
CACHES = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
IN_CACHE = (
    "chromium-*/chrome-linux*/chrome",
    "chromium_headless_shell-*/chrome-*/*headless*shell",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
DOWNLOAD_SECONDS = 300
INSTALL_SECONDS = 900


def find():
    """The path of a Chromium that starts; one is installed if there is none."""
    for install in (lambda: None, install_with_playwright, install_with_apt):
        install()
        if path := next(filter(starts, candidates()), None):
            return path
    raise StartProblem(
        "The browser tests need Chrome or Chromium, and it could not be installed here. "
        "Install it (Debian: apt install chromium), or set CHROMIUM to its path."
    )


def candidates():
    """Where a browser may be, the one that was asked for first."""
    yield from filter(None, [os.environ.get("CHROMIUM")])
    yield from filter(None, map(shutil.which, NAMES))
    for cache in (os.environ.get("PLAYWRIGHT_BROWSERS_PATH"), *CACHES):
        for pattern in IN_CACHE if cache else ():
            yield from map(str, sorted(Path(cache).expanduser().glob(pattern)))


def starts(path):
    """Whether the browser is whole, with the libraries that it needs."""
    return ran([path, "--version"], 30)


def install_with_playwright():
    """Playwright's own download, where the network lets it through."""
    say("Looking for a browser to download", stream=sys.stderr)
    ran([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS)


def install_with_apt():
    """Debian's or Ubuntu's package, where this user may install it."""
    if shutil.which("apt-get"):
        say("Installing chromium with apt-get", stream=sys.stderr)
        apt = [*rights(), "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
        ran([*apt, "update"], INSTALL_SECONDS)
        ran(
            [*apt, "install", "-y", "--no-install-recommends", "chromium"],
            INSTALL_SECONDS,
        )


def rights():
    """What to put before a command for root; sudo only where it asks no password."""
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def ran(command, seconds):
    """Whether a command did its work in time."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    options |= {"stderr": subprocess.DEVNULL, "timeout": seconds, "env": environment}
    try:
        return subprocess.run(command, check=False, **options).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    try:
        print(find())
    except StartProblem as problem:
        sys.exit(str(problem))
