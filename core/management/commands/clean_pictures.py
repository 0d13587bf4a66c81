"""Leave out of kept pictures what cameras wrote into them, such as the place."""

from django.core.management.base import BaseCommand, CommandError

from core.uploads.cleaning import clean_pictures


class Command(BaseCommand):
    """Says for each picture which file it was and is, and that both look alike."""

    help = (
        "Leaves place, time, device and all other metadata out of pictures that were "
        "uploaded before this was done at upload, and draws those with colours for "
        "print in RGB. What was approved stays approved."
    )

    def handle(self, *args, **options):
        """Clean all, and end with 1 if any was left as it is."""
        changed, left = 0, 0
        for done in clean_pictures():
            if done.problem:
                left += 1
                self.stderr.write(f"{done.image.pk}: left as it is. {done.problem}")
            elif done.before != done.after:
                changed += 1
                how = "drawn in RGB, points" if done.drawn_anew else "points equal"
                files = f"{done.before} -> {done.after}"
                self.stdout.write(f"{done.image.pk}: {files}, {how}: {done.points}")
        self.stdout.write(f"{changed} pictures were cleaned.")
        if left:
            raise CommandError(f"{left} pictures were left as they are.")
