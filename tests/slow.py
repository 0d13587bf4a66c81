"""Which tests `make quick` leaves out: a plug-in (`-p tests.slow`), by measured time.

`slow.txt` names the files whose tests took longer than `MOST_SECONDS` each; what needs
the whole site is slow anyway. After a run with `--measure` it says so anew of the files
that ran.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from tests.workers import WHOLE_SITE

LIST = Path(__file__).with_name("slow.txt")
MOST_SECONDS = 0.3
# A database is made once for many tests; its time is not that of the first one.
MAKING_SECONDS = 10


def pytest_addoption(parser):
    """Let `--measure` be asked for."""
    parser.addoption("--measure", action="store_true", help="write tests/slow.txt anew")


def pytest_collection_modifyitems(items):
    """Mark them."""
    slow = listed()
    for item in items:
        if file_of(item.nodeid) in slow or item.nodeid.startswith(WHOLE_SITE):
            item.add_marker(pytest.mark.slow)


def listed():
    """The files that are slow."""
    return set(LIST.read_text().split())


def file_of(nodeid):
    """The file a test stands in."""
    return nodeid.partition("::")[0]


def pytest_terminal_summary(terminalreporter, config):
    """Write the list anew, if that was asked for."""
    if config.getoption("measure"):
        reports = [
            r
            for name in ("passed", "failed", "")
            for r in terminalreporter.stats.get(name, [])
        ]
        LIST.write_text("".join(f"{file}\n" for file in sorted(renewed(reports))))


def renewed(reports):
    """The files that are slow by these reports, and those that did not run."""
    seconds, tests = defaultdict(float), defaultdict(set)
    for report in reports:
        file = file_of(report.nodeid)
        tests[file].add(report.nodeid)
        if report.when == "call" or report.duration < MAKING_SECONDS:
            seconds[file] += report.duration
    slow = {file for file in tests if seconds[file] / len(tests[file]) > MOST_SECONDS}
    return slow | (listed() - set(tests))
