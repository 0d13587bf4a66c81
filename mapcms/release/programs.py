"""Programs that a release is made with, run at the top of the checkout."""

import subprocess

from mapcms.local.bootstrap import ROOT
from mapcms.local.problems import StartProblem


def run(*command, typed=None):
    """Run a program, and keep what it says; its `CompletedProcess`, with texts."""
    return subprocess.run(
        command, cwd=ROOT, input=typed, capture_output=True, text=True, check=False
    )


def must(*command, problem, typed=None):
    """
    Run a program that has to come to a good end.

    Args:
        command: the program and its arguments.
        problem: what it means that it failed, in words.
        typed: what it reads, if anything.

    Returns:
        What it printed.

    Raises:
        StartProblem: it failed; with the problem, and its own words.
    """
    call = run(*command, typed=typed)
    if call.returncode:
        raise StartProblem(f"{problem}: {call.stderr.strip()}")
    return call.stdout
