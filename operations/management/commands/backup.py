"""Take a backup of the whole site, or say which there are."""

from datetime import timedelta
from pathlib import Path

from operations.backup import shelf
from operations.backup.encryption import Lock, phrase_from
from operations.backup.problems import BackupProblem
from operations.backup.taking import take
from operations.management.base import BackupCommand

MEGABYTE = 1_000_000
# A backup is taken every night; a day and an hour later one is missing.
LATEST = timedelta(hours=25)


class Command(BackupCommand):
    help = (
        "Writes the database and all uploaded files into one file of a folder. It has "
        "its name only once it is complete. `--list` says which there are."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="where backups are kept")
        parser.add_argument(
            "--encrypt",
            action="store_true",
            help="refuse to write what is not encrypted; BACKUP_PASSPHRASE holds the "
            "passphrase, if neither of the next two is given",
        )
        parser.add_argument(
            "--passphrase-file", help="encrypt with the first line of this file"
        )
        parser.add_argument(
            "--recipient",
            action="append",
            default=[],
            help="encrypt to this public key of age; may be given again for more keys",
        )
        parser.add_argument(
            "--keep-days",
            type=int,
            help="then delete backups in the folder that are older than so many days",
        )
        parser.add_argument(
            "--list",
            action="store_true",
            help="take none; list those of the folder, and fail if the newest is more "
            "than 25 hours old",
        )

    def do(self, options):
        """List, or take one and forget old ones."""
        folder, days = options["folder"], options["keep_days"]
        if options["list"]:
            self.list(folder)
            return
        if days is not None and days < 1:
            raise BackupProblem("Keep backups for one day at least: --keep-days 1.")
        self.say_taken(*take(folder, self.lock(options)))
        for path in shelf.forget_old(folder, days) if days else []:
            self.stdout.write(f"Deleted, for it was too old: {path.name}.")

    def lock(self, options):
        """What to encrypt with."""
        recipients = tuple(options["recipient"])
        needed = options["encrypt"] and not recipients
        if recipients and not options["passphrase_file"]:
            return Lock(recipients=recipients)
        if recipients:
            raise BackupProblem("Encrypt to keys or with a passphrase, not with both.")
        return Lock(phrase_from(options["passphrase_file"], needed=needed))

    def say_taken(self, path, manifest):
        """Say what was taken, and what to know of it."""
        proof, size = manifest.proof, path.stat().st_size / MEGABYTE
        self.stdout.write(f"{path} ({size:,.1f} MB)")
        self.stdout.write(
            f"{proof.rows:,} rows in {len(proof.tables)} tables, {proof.logins['all']} "
            f"accounts that can sign in, {proof.queue} texts in review, {proof.items} "
            f"items in the feed ({proof.digest[:12]}…)."
        )
        if missing := manifest.missing:
            self.stderr.write(
                f"{len(missing)} files that the database names were not there: "
                f"{', '.join(missing[:5])}."
            )
        if not path.name.endswith((".age", ".locked.tar")):
            self.stdout.write("It is not encrypted: keep it where nobody else can read.")

    def list(self, folder):
        """List the backups of a folder, and what would be lost without the machine."""
        found = shelf.kept_in(folder)
        for kept in found:
            size = kept.size / MEGABYTE
            self.stdout.write(
                f"{kept.taken_at:%d.%m.%Y %H:%M} UTC  {size:9,.1f} MB  {kept.path.name}"
            )
        if not found:
            raise BackupProblem(f"There is no backup in {folder}.")
        hours = found[0].age / timedelta(hours=1)
        words = f"The newest is {hours:.1f} hours old: what came after it would be lost."
        if found[0].age > LATEST:
            raise BackupProblem(words)
        self.stdout.write(words)
