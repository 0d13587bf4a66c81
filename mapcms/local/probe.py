"""Ask whether the site lives, from beside it: `python -m mapcms.local.probe`."""

import http.client
import os
import sys
from urllib.parse import urlsplit


def main():
    """Return the exit code: nought if the process on port 8000 lives."""
    # By its own name, since it answers to no other; no redirection leads to https.
    host = urlsplit(os.environ.get("BASE_URL", "")).netloc or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return int(connection.getresponse().status != http.client.OK)
    except (OSError, http.client.HTTPException):
        return 1


if __name__ == "__main__":
    sys.exit(main())
