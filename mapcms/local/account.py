"""The system user that the embedded database runs as."""

import os
import pwd
import subprocess
from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """The system user that the server runs as: never root."""

    uid: int
    gid: int

    @classmethod
    def of(cls, checkout):
        """This user; as root the checkout's owner, or nobody where that is root too."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        owner = checkout.stat()
        return cls(owner.st_uid, owner.st_gid) if owner.st_uid else cls.nobody()

    @classmethod
    def nobody(cls):
        """The user that every system has and that may do least."""
        entry = pwd.getpwnam("nobody")
        return cls(entry.pw_uid, entry.pw_gid)

    def named(self):
        """This user, or nobody for a number without a name: initdb asks for a name."""
        try:
            pwd.getpwuid(self.uid)
        except KeyError:
            return self.nobody() if os.geteuid() == 0 else self
        return self

    def run(self, command, start=subprocess.run, **options):
        """Run a command as this user, with nothing of ours in its environment."""
        if os.geteuid() == 0:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        environment = {"PATH": os.defpath, "LC_ALL": "C"}
        return start(command, env=environment, stdin=subprocess.DEVNULL, **options)

    def can_enter(self, path):
        """Whether all folders above, and `path` itself, let this user through."""
        return os.geteuid() != 0 or self.run(["test", "-x", path]).returncode == 0

    def owns(self, path):
        """Whether `path` itself, not what it may link to, is this user's."""
        return path.lstat().st_uid == self.uid

    def take(self, folder):
        """As root, give a folder and all in it to this user."""
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.gid, follow_symlinks=False)
