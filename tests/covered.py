"""
Whether the tests reach enough, by what slipcover saw.

    python -m tests.covered FILE PATTERN …

Of all lines and branches 90 in a hundred, and each one in the files of the patterns.
"""

import json
import sys
from fnmatch import fnmatch
from pathlib import Path

LEAST = 90


def files_of(found, patterns):
    """The files of each pattern. A pattern without one is a mistake."""
    names = {pattern: [n for n in found if fnmatch(n, pattern)] for pattern in patterns}
    for pattern, matches in names.items():
        if not matches:
            raise ValueError(f"No file is like {pattern}.")
    return sorted({name for matches in names.values() for name in matches})


def shortfalls(seen, patterns):
    """
    Where too little was reached.

    Args:
        seen: what slipcover writes as JSON, read.
        patterns: of which files everything has to be reached.

    Returns:
        A sentence for each file, and one where all together falls short.

    Raises:
        ValueError: no file is like one of the patterns.
    """
    found = seen["files"]
    share = seen["summary"]["percent_covered"]
    said = [f"{share:.1f} % of all, not {LEAST}"] if share < LEAST else []
    for name in files_of(found, patterns):
        lines, branches = found[name]["missing_lines"], found[name]["missing_branches"]
        if lines or branches:
            said.append(f"{name}: lines {lines}, branches {branches}")
    return said


if __name__ == "__main__":
    seen = json.loads(Path(sys.argv[1]).read_text())
    print(f"{seen['summary']['percent_covered']:.1f} % of lines and branches")
    sys.exit("\n".join(shortfalls(seen, sys.argv[2:])) or None)
