"""The restored site beside the backup: every figure, and whether it is the same."""

from dataclasses import dataclass

from operations.backup import amcheck, media
from operations.backup.archive import MEDIA
from operations.backup.proof import read_proof, read_tables
from operations.reports import report_of

MOST_NAMES = 5


@dataclass(frozen=True)
class Finding:
    """
    One thing that was looked at.

    Args:
        what: what it was, in a few words.
        figure: what was found.
        fault: what is wrong with it; empty if nothing is.
        looked: whether it could be looked at.
    """

    what: str
    figure: str
    fault: str = ""
    looked: bool = True

    def __str__(self):
        words = "proved" if self.looked else "not proved"
        words = f"NOT THE SAME: {self.fault}" if self.fault else words
        return f"{self.what}: {self.figure} — {words}"


def of_rows(manifest, cursor):
    """Every table's rows, and what they say."""
    then, now = manifest.proof.tables, read_tables(cursor)
    differ = sorted(
        name for name in then.keys() | now.keys() if then.get(name) != now.get(name)
    )
    rows = sum(rows for rows, _ in now.values())
    return Finding("Rows", f"{rows:,} in {len(now)} tables", listed(differ))


def of_files(archive):
    """Every uploaded file's bytes, as the storage gives them."""
    names = archive.media
    differ = [n for n in names if not media.is_there(n, archive.noted[MEDIA + n])]
    return Finding("Files", f"{len(names):,} by their SHA-256", listed(differ))


def of_people(manifest, cursor):
    """Logins, the review queue and the feed's digest, before the new epoch."""
    then, now = manifest.proof, read_proof(cursor)
    groups = ", ".join(f"{name} {count}" for name, count in sorted(now.logins.items()))
    return [
        Finding("Accounts that can sign in", groups, unlike(then.logins, now.logins)),
        Finding("Texts in review", str(now.queue), unlike(then.queue, now.queue)),
        Finding("Items in the feed", str(now.items), unlike(then.items, now.items)),
        Finding("The feed's digest", now.digest, unlike(then.digest, now.digest)),
    ]


def of_command(what, name):
    """What one of the site's own commands finds, in its last line."""
    lines, is_well = report_of(name)
    return Finding(what, lines[-1], "" if is_well else listed(lines[:-1]))


def of_storage():
    """What amcheck says of tables and indexes."""
    what = "Tables and indexes by amcheck"
    try:
        count, damaged = amcheck.look()
    except amcheck.NotAllowed as reason:
        return Finding(what, f"the role may not look ({reason})", looked=False)
    return Finding(what, f"{count} looked into", listed(damaged))


def listed(names):
    """A few of some names; an empty string if there are none."""
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more


def unlike(then, now):
    """What the backup says, if it is something else."""
    return "" if then == now else f"the backup says {then}"
