"""What commands about backups have in common."""

from django.core.management.base import BaseCommand, CommandError

from operations.backup.problems import BackupProblem, in_a_sentence


class BackupCommand(BaseCommand):
    """A command that says what is wrong in a sentence, whatever the system says."""

    requires_system_checks = []

    def handle(self, *args, **options):
        try:
            with in_a_sentence():
                self.do(options)
        except BackupProblem as problem:
            raise CommandError(str(problem)) from problem

    def do(self, options):
        """Do what the command is for."""
        raise NotImplementedError
