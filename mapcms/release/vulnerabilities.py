"""What pip-audit found, and whether it could look at all."""

import json


def report(call):
    """
    Read what pip-audit said with `--format=json`.

    Args:
        call: its `subprocess.CompletedProcess`, with texts.

    Returns:
        Whether every part was looked at and none has a known weakness, and the words for
        it. Its exit code alone would not tell: it is 1 for weaknesses and for no network.
    """
    try:
        parts = json.loads(call.stdout)["dependencies"]
    except (ValueError, KeyError):
        reason = (call.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return False, f"pip-audit could not look for known weaknesses: {reason}"
    found = [f"{x['name']} {x['version']}: {known(x)}" for x in parts if x.get("vulns")]
    skipped = [part for part in parts if "skip_reason" in part]
    words = []
    if found:
        words.append("Known weaknesses: " + "; ".join(found) + ".")
    if skipped:
        which = ", ".join(part["name"] for part in skipped)
        which = "any package" if len(skipped) == len(parts) else which
        reason = skipped[0]["skip_reason"]
        words.append(f"pip-audit could not look at {which}: {reason}")
    if call.returncode and not found:
        words.append(f"pip-audit ended with {call.returncode}.")
    if not parts:
        words.append("pip-audit looked at nothing.")
    return not words, " ".join(words) or f"No known weakness in {len(parts)} packages."


def known(part):
    """The numbers of a part's weaknesses, with the versions that mend them."""
    return ", ".join(
        f"{hole['id']} (mended in {' or '.join(hole['fix_versions']) or 'none yet'})"
        for hole in part["vulns"]
    )
