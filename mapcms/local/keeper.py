"""The server's parent: a process that stops it once nobody holds the lock."""

import fcntl
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from mapcms.local.account import Account
from mapcms.local.cluster import Cluster
from mapcms.local.locks import open_lock, take_lock, wait_for
from mapcms.local.server import remove_socket_folder

THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def keep(cluster, throwaway):
    """Be the server's parent, and stop it once nobody holds the lock."""
    server = start_server(cluster, throwaway)
    while not wait_for(lambda: server.poll() is not None, 1):
        with (
            open_lock(cluster.home / "postgres.door") as door,
            open_lock(cluster.home / "postgres.lock") as lock,
        ):
            if take_lock(door) and take_lock(lock):
                server.send_signal(signal.SIGINT)
                server.wait()
                remove_socket_folder(cluster)
                if throwaway:
                    shutil.rmtree(cluster.home)


def start_server(cluster, throwaway):
    """Start the server; it holds the lock on its log as long as a process of it lives."""
    settings = (
        "listen_addresses=",
        f'unix_socket_directories="{cluster.sockets}"',
        "unix_socket_permissions=0700",
        *(THROWAWAY if throwaway else ()),
    )
    options = [part for setting in settings for part in ("-c", setting)]
    command = [cluster.program("postgres"), "-D", cluster.data, *options]
    with open_lock(cluster.log) as log:
        fcntl.flock(log, fcntl.LOCK_EX)
        return cluster.account.run(command, subprocess.Popen, stdout=log, stderr=log)


if __name__ == "__main__":
    _, folder, user, group, lost = sys.argv
    keep(Cluster(Path(folder), Account(int(user), int(group))), lost == "True")
