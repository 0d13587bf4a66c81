"""Which worker of pytest-xdist runs what; a plug-in (`-p tests.workers`)."""

from xdist.scheduler import LoadScopeScheduling

# What needs the whole site goes to one worker, which makes it once.
WHOLE_SITE = ("tests/e2e/", "tests/journeys/", "tests/demo/")


class OneByOne(LoadScopeScheduling):
    """Hands tests out one by one, but those with the whole site together.

    xdist's own `--dist loadgroup` groups nothing with pytest 9.2, and says nothing.
    """

    def _split_scope(self, nodeid):
        return "run_site" if nodeid.startswith(WHOLE_SITE) else nodeid


def pytest_xdist_make_scheduler(config, log):
    """Take this one, whatever `--dist` says."""
    return OneByOne(config, log)
