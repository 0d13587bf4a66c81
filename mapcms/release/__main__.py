"""`make release`: all that goes out with a version, in dist/, once the tests were green.

That is the source, a bill of materials (CycloneDX), the licences of what is installed,
what pip-audit found, and what changed. It ends with exit code 1 where something is
missing, and where pip-audit could not look.
"""

import json
import re
import sys
import tempfile
import tomllib
from pathlib import Path

from mapcms.local.bootstrap import ROOT, say
from mapcms.local.problems import StartProblem
from mapcms.release.programs import must, run
from mapcms.release.sbom import licences
from mapcms.release.vulnerabilities import report

LOCK = ROOT / "requirements.txt"
# Every pin is in the list, so nothing has to be resolved or installed for it.
AUDIT = ("--requirement", str(LOCK), "--disable-pip", "--no-deps", "--format=json")
FAILED = "The release could not be made"


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
    archive = ("git", "archive", f"--prefix={name}/", f"--output={source}", "HEAD")
    must(*archive, problem=FAILED)
    write_materials(folder)
    clean, words = report(run(sys.executable, "-m", "pip_audit", *AUDIT))
    (folder / "weaknesses.txt").write_text(f"{words}\n")
    say(f"{name} is in {folder.relative_to(ROOT)}. {words}")
    return None if clean else "Do not publish it before that is settled."


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
        install = ("pip", "install", "--quiet", f"--python={python}", "-r", str(LOCK))
        told = ("--pyproject=pyproject.toml", "--output-reproducible", f"-o{bill}")
        for module in (
            ("uv", "venv", "--quiet", place),
            ("uv", *install),
            ("cyclonedx_py", "environment", *told, str(python)),
        ):
            must(sys.executable, "-m", *module, problem=FAILED)
    parts = json.loads(bill.read_text())["components"]
    (folder / "licences.txt").write_text(licences(parts))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except StartProblem as problem:
        sys.exit(str(problem))
