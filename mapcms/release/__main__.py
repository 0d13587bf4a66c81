"""`make release`: all that goes out with a version, in dist/, once the tests were green.

That is the source, a bill of materials (CycloneDX), the licences of what is installed,
what pip-audit found, and what changed. It ends with exit code 1 where something is
missing, and where pip-audit could not look.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from mapcms.local.bootstrap import ROOT, say
from mapcms.local.problems import StartProblem
from mapcms.release.materials import licences
from mapcms.release.weaknesses import report

LOCK = ROOT / "requirements.txt"


def main():
    """Make the files; the sentence to end with comes back, None if all is well."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    changes = section(version, (ROOT / "CHANGELOG.md").read_text())
    if run("git", "status", "--porcelain").stdout:
        raise StartProblem(
            "There are changes that are not committed; a release has none."
        )
    name = f"mapcms-{version}"
    folder = ROOT / "dist" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "changes.md").write_text(changes)
    source = folder / f"{name}.tar.gz"
    must("git", "archive", f"--prefix={name}/", f"--output={source}", "HEAD")
    write_materials(folder)
    clean, words = report(run(sys.executable, "-m", "pip_audit", *AUDIT))
    (folder / "weaknesses.txt").write_text(f"{words}\n")
    say(f"{name} is in {folder.relative_to(ROOT)}. {words}")
    return None if clean else "Do not publish it before that is settled."


# Every pin is in the list, so nothing has to be resolved or installed for it.
AUDIT = ("--requirement", str(LOCK), "--disable-pip", "--no-deps", "--format=json")


def section(version, changelog):
    """What the changelog says of a version, which has a heading with it and a day."""
    heading = rf"^## {re.escape(version)} \(\d{{4}}-\d\d-\d\d\)\n(.*?)(?=^## |\Z)"
    found = re.search(heading, changelog, re.MULTILINE | re.DOTALL)
    if not found:
        raise StartProblem(
            f"CHANGELOG.md has no “## {version} (day)”. Set the version in "
            "pyproject.toml, and call what is “Unreleased” by it and today's day."
        )
    return f"{found[1].strip()}\n"


def write_materials(folder):
    """Write what a server has installed, without what tests need: parts and licences."""
    bill = folder / "materials.cdx.json"
    with tempfile.TemporaryDirectory() as place:
        python = Path(place) / "bin" / "python"
        must(sys.executable, "-m", "uv", "venv", "--quiet", place)
        into = ("pip", "install", "--quiet", f"--python={python}", "-r", str(LOCK))
        must(sys.executable, "-m", "uv", *into)
        told = ("--pyproject=pyproject.toml", "--output-reproducible", f"-o{bill}")
        must(sys.executable, "-m", "cyclonedx_py", "environment", *told, str(python))
    parts = json.loads(bill.read_text())["components"]
    (folder / "licences.txt").write_text(licences(parts))


def must(*command):
    """Run a program; a `StartProblem` has its last words if it fails."""
    call = run(*command)
    if call.returncode:
        raise StartProblem(f"{command[0]} failed: {call.stderr.strip()}")


def run(*command):
    """Run a program at the top of the checkout, and keep what it says."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except StartProblem as problem:
        sys.exit(str(problem))
