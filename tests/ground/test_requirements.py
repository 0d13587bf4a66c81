"""What is imported is declared, what is declared is used: for the site, and for tests."""

import ast
import re
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions

import pytest
from django.conf import settings

from tests.ground.processes import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROOMS = PROJECT["tool"]["importlinter"]["root_packages"]
SHIPPED = [ROOT / "manage.py", *(ROOT / room for room in ROOMS if room != "bench")]
TOOLS = [ROOT / "tests", ROOT / "bench"]
# What a string starts: the server, its database, mypy's plug-in, the commands of make.
STARTED_IN = {
    "runtime": sorted((ROOT / "mapcms" / "local").glob("*.py")),
    "dev": [
        *(ROOT / "Makefile", ROOT / "pyproject.toml"),
        *sorted((ROOT / "mapcms" / "release").glob("*.py")),
        ROOT / "tests" / "feed" / "test_clients.py",
    ],
}


def normal(name):
    """A distribution's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements):
    """The distributions that a list of requirements names."""
    return {normal(re.match(r"[\w.-]+", line)[0]) for line in requirements}


def pins(file):
    """The lines of a list of requirements that name something, without its hashes."""
    return [x for x in (ROOT / file).read_text().splitlines() if x[0].isalnum()]


RUNTIME = declared(PROJECT["project"]["dependencies"])
DEV = declared(PROJECT["dependency-groups"]["dev"])
PROVIDERS = packages_distributions()


def imported(places):
    """The distributions whose modules are imported in files and folders."""
    files = [file for place in places for file in python_files(place)]
    names = {name.partition(".")[0] for file in files for name in imports_of(file)}
    return distributions(names)


def python_files(place):
    return place.rglob("*.py") if place.is_dir() else [place]


def imports_of(file):
    """The dotted names that a file imports from elsewhere."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module


def distributions(names):
    """The distributions that provide top-level modules, ours and Python's apart."""
    ours = {path.stem for path in ROOT.iterdir()}
    foreign = names - ours - set(sys.stdlib_module_names)
    return {normal(PROVIDERS[name][0]) for name in foreign}


def named_in_settings():
    """The distributions of apps and middleware."""
    dotted = [*settings.INSTALLED_APPS, *settings.MIDDLEWARE]
    return distributions({name.partition(".")[0] for name in dotted})


def started(names, kind):
    """Those of some distributions of which a program or a module is started by name."""
    text = "\n".join(file.read_text() for file in STARTED_IN[kind])
    words = set(re.findall(r"[\w-]+", without_requirements(text)))
    return {name for name in names if not words.isdisjoint(handles(name))}


def without_requirements(text):
    """The text without the lines that declare: they are no use of what they name."""
    return re.sub(r'^ +"[\w.\[\]-]+[<>=].*",$', "", text, flags=re.MULTILINE)


def handles(name):
    """The modules and commands by which a distribution is started."""
    commands = distribution(name).entry_points.select(group="console_scripts")
    modules = (module for module, owners in PROVIDERS.items() if is_of(name, owners))
    return {*modules, *(command.name for command in commands)}


def is_of(name, owners):
    return name in map(normal, owners)


def extends_pytest(name):
    """Whether pytest loads it by itself."""
    return bool(distribution(name).entry_points.select(group="pytest11"))


def test_the_site_imports_only_what_it_declares():
    assert not (imported(SHIPPED) | named_in_settings()) - RUNTIME


def test_the_site_uses_all_that_it_declares():
    rest = RUNTIME - imported(SHIPPED) - named_in_settings()
    assert rest == started(rest, "runtime")


def test_tests_import_only_what_is_declared():
    assert not imported(TOOLS) - RUNTIME - DEV


def test_tests_use_all_that_is_declared_for_them():
    rest = {name for name in DEV - imported(TOOLS) if not extends_pytest(name)}
    assert rest == started(rest, "dev")


def test_nothing_is_declared_twice():
    assert not RUNTIME & DEV


@pytest.mark.parametrize(
    ("file", "names"),
    [("requirements.txt", RUNTIME), ("requirements-dev.txt", RUNTIME | DEV)],
)
def test_the_pinned_are_the_declared(file, names):
    assert names <= declared(pins(file))


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_each_has_the_hashes_of_its_files(file):
    text = (ROOT / file).read_text().replace("\\\n", "")
    assert all("--hash=sha256:" in line for line in text.splitlines())


def test_both_lists_pin_the_same():
    """What the site needs on one system may be needed on all by tools."""
    one, both = (
        {line.partition(" ;")[0].removesuffix(" \\") for line in pins(name)}
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert one <= both


def test_no_registry_is_named():
    for file in ("pyproject.toml", *ROOT.glob("requirements*.txt")):
        assert "://" not in (ROOT / file).read_text()
