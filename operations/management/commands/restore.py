"""Put the site back from a backup, and prove that it is the one that was taken."""

import time
from pathlib import Path

from django.core.management import call_command

from operations.backup import comparison, restoring
from operations.backup.encryption import phrase_from
from operations.backup.problems import BackupProblem
from operations.backup.restoring import Wishes
from operations.management.base import BackupCommand

LOST = (
    "What happened after {:%d.%m.%Y, %H:%M} UTC is not in it. Before you open the site, "
    "withdraw again what was withdrawn since, deactivate who left, and erase what people "
    "asked to have erased, for which `manage.py erasures --repeat` takes the list that "
    "`manage.py erasures` wrote: docs/operations-backup.md."
)


class Command(BackupCommand):
    help = (
        "Puts the site back from a file that `backup` wrote: into an empty database and "
        "an empty storage, unless told otherwise. Nothing is touched before the whole "
        "file was found whole. Fails if anything differs from the backup afterwards."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the backup")
        parser.add_argument(
            "--verify", action="store_true", help="look into the file, change nothing"
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="give up what the database and the storage hold now",
        )
        parser.add_argument(
            "--passphrase-file",
            help="its first line is the passphrase; else BACKUP_PASSPHRASE is",
        )
        parser.add_argument("--identity", help="a file with the secret key of age")
        parser.add_argument(
            "--origin",
            default="",
            help="where the site stands from now on, for example https://map.example.org",
        )
        parser.add_argument(
            "--send-waiting",
            action="store_true",
            help="send the messages that waited: only if you know that none has gone out",
        )

    def do(self, options):
        """Open the backup, restore it, and prove it."""
        begun = time.monotonic()
        phrase = phrase_from(options["passphrase_file"])
        wishes = Wishes(
            options["replace"], options["origin"].rstrip("/"), options["send_waiting"]
        )
        keys = {"phrase": phrase, "identity": options["identity"]}
        with restoring.opened(options["file"], **keys) as (archive, manifest):
            self.say_what_it_is(archive, manifest)
            if options["verify"]:
                return
            restoring.restore(archive, manifest, wishes)
            findings = list(self.findings(archive, manifest, wishes))
        self.stdout.write(f"Restored in {time.monotonic() - begun:.0f} seconds.")
        self.stdout.write(LOST.format(manifest.moment))
        if missing := manifest.variables_not_here:
            names = ", ".join(missing)
            self.stdout.write(
                f"The site of then was told these, and this one is not: {names}."
            )
        if any(finding.fault for finding in findings):
            raise BackupProblem("The restored site is not the one that was backed up.")

    def say_what_it_is(self, archive, manifest):
        """Say what the file holds, now that it is known to be whole."""
        self.stdout.write(
            f"Whole: {manifest.origin} at {manifest.moment:%d.%m.%Y %H:%M} UTC, release "
            f"{manifest.version}, PostgreSQL {manifest.postgresql}, "
            f"{manifest.proof.rows:,} rows, {len(archive.media):,} files."
        )

    def findings(self, archive, manifest, wishes):
        """Compare with the backup; have the site begin anew, and look at itself."""
        yield self.say(
            restoring.read_again(lambda cursor: comparison.of_rows(manifest, cursor))
        )
        yield self.say(comparison.of_files(archive))
        if restoring.is_behind():
            call_command("migrate", interactive=False, verbosity=0)
            self.stdout.write("The database was brought up to this release.")
        people = restoring.read_again(
            lambda cursor: comparison.of_people(manifest, cursor)
        )
        yield from map(self.say, people)
        restoring.finish(archive, wishes, self.stdout.write)
        yield self.say(comparison.of_command("Feed beside pages", "feed_check"))
        yield self.say(
            comparison.of_command("Public pages beside approvals", "audit_publications")
        )
        yield self.say(comparison.of_storage())

    def say(self, finding):
        """Print a finding, and give it back."""
        self.stdout.write(str(finding))
        return finding
