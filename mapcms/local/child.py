"""A program that the kernel ends with its parent, even if that is killed (Linux).

`python child.py PARENT ARGUMENTS...` becomes `python ARGUMENTS...`, if the process with
the number PARENT is still its parent.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent():
    """Have the kernel end this process with its parent, where it can: on Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    die_with_parent()
    if os.getppid() == int(sys.argv[1]):
        os.execv(sys.executable, [sys.executable, *sys.argv[2:]])
