"""What Mozilla's HTTP Observatory would give an answer for its headers.

The tests and their weights are those of its documentation, “Tests & scoring”
(https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring): everybody begins
with 100, what is missing is taken away, and what is more than needed is added for those
alone who have 90 or more without it.
"""

import re

BEGINNING, ENOUGH_FOR_MORE = 100, 90
HALF_A_YEAR = 15_768_000
GUARDED = ("script-src", "object-src")
PRIVATE = {
    *("no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"),
}


def score(headers, cookies=(), page=""):
    """
    Score one answer that came over https.

    Args:
        headers: its headers, a mapping.
        cookies: its `Set-Cookie` lines.
        page: its HTML.

    Returns:
        (the score, what each test gave).
    """
    headers = {name.lower(): value for name, value in headers.items()}
    given = {
        "content-security-policy": of_policy(directives(headers)),
        "cookies": of_cookies(cookies),
        "cross-origin-resource-sharing": of_sharing(headers),
        "strict-transport-security": of_transport(headers),
        "referrer-policy": of_referrers(headers),
        "subresource-integrity": of_scripts(page),
        "x-content-type-options": 0 if sniffs_not(headers) else -5,
        "x-frame-options": of_frames(headers),
        "cross-origin-resource-policy": of_resources(headers),
    }
    plain = BEGINNING + sum(value for value in given.values() if value < 0)
    more = sum(value for value in given.values() if value > 0)
    return max(0, plain + (more if plain >= ENOUGH_FOR_MORE else 0)), given


def directives(headers):
    """The directives of a policy, as sets of their sources."""
    parts = [part.split() for part in headers.get(POLICY, "").split(";") if part.strip()]
    return {name.lower(): set(sources) for name, *sources in parts}


POLICY = "content-security-policy"


def of_policy(found):
    """What the policy for content gives."""
    if not found:
        return -25
    default = found.get("default-src", {"*"})
    guarded = [found.get(name, default) for name in GUARDED]
    styles = found.get("style-src", default)
    if any({"'unsafe-inline'", "*", "data:", "https:", "http:"} & one for one in guarded):
        return -20
    if any("'unsafe-eval'" in one for one in (*guarded, styles)):
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if default == {"'none'"} else 5


def of_cookies(cookies):
    """What cookies give; none at all is neither good nor bad."""
    if not cookies:
        return 0
    lines = [cookie.lower() for cookie in cookies]
    if not all("secure" in line for line in lines):
        return -20
    if not all("httponly" in line for line in lines if "session" in line):
        return -30
    return 5 if all("samesite=" in line for line in lines) else 0


def of_sharing(headers):
    """What sharing with other origins gives; these pages have no reason to."""
    with_cookies = headers.get("access-control-allow-credentials") == "true"
    return -50 if with_cookies and "access-control-allow-origin" in headers else 0


def of_transport(headers):
    """What the promise of https gives."""
    age = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
    if not age:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def of_referrers(headers):
    """What keeping quiet about where readers come from gives."""
    policy = headers.get("referrer-policy", "").replace(" ", "").split(",")[-1]
    return (5 if policy in PRIVATE else -5) if policy else 0


def of_scripts(page):
    """What hashes of other sites' scripts give: nought, as there are none of those."""
    return -50 if re.search(r"<script[^>]+src=[\"']?(https?:)?//", page) else 0


def sniffs_not(headers):
    """Whether browsers take files for what they are said to be."""
    return headers.get("x-content-type-options", "").lower() == "nosniff"


def of_frames(headers):
    """What keeping out of the frames of others gives."""
    if "*" not in directives(headers).get("frame-ancestors", {"*"}):
        return 5
    known = {"deny", "sameorigin"}
    return 5 if headers.get("x-frame-options", "").lower() in known else -20


def of_resources(headers):
    """What keeping resources to oneself gives."""
    kept = {"same-origin", "same-site"}
    return 10 if headers.get("cross-origin-resource-policy") in kept else 0
