"""Starting and stopping the server of a cluster."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import psutil

from mapcms.local.cluster import NAME, SOCKET
from mapcms.local.locks import open_lock, take_lock, wait_for
from mapcms.local.problems import StartProblem, problem_of

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
STOP_SECONDS = 30
LEFTOVER_SECONDS = 2
LOG_BYTES = LEAST_BYTES = 1_000_000
INITDB = (
    f"--username={NAME}",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=" + ("en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"),
)

_keepers = {}  # the keepers that this process started


def start_if_absent(cluster, throwaway):
    """See to it that the server runs and has our database."""
    keeper = None
    if cluster.state() == "absent":
        end_leftovers(cluster)
        prepare_folders(cluster, throwaway)
        keeper = _keepers[cluster] = start_keeper(cluster, throwaway)
    await_answer(cluster, keeper)
    ensure_database(cluster)


def end_leftovers(cluster):
    """End what is left of a server that no longer answers, and remove its traces."""
    with open_lock(cluster.log) as log:
        for end in (0, signal.SIGQUIT, signal.SIGKILL):
            if take_lock(log):
                break
            for process in cluster.processes():
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(end)
            wait_for(lambda: take_lock(log), LEFTOVER_SECONDS)
        if not take_lock(log):
            raise StartProblem(
                f"A server that cannot be reached from here, perhaps one in a container, "
                f"uses {cluster.data}: stop it first."
            )
    traces = (cluster.sockets / SOCKET, cluster.sockets / f"{SOCKET}.lock")
    for trace in (cluster.data / "postmaster.pid", *traces):
        trace.unlink(missing_ok=True)


def prepare_folders(cluster, throwaway):
    """Have the folders there, and owned by the user who runs the server."""
    make_private(cluster.sockets, cluster.account)
    if not cluster.data.exists():
        create_cluster(cluster, throwaway)
    if cluster.account.owns(cluster.data):
        return
    if os.geteuid() != 0:
        owner = cluster.data.owner()
        raise StartProblem(
            f"{cluster.data} is {owner}'s: give it to yourself with chown -R."
        )
    cluster.account.take(cluster.data)


def make_private(folder, account):
    """A folder that its owner alone may enter."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        account.take(folder)
    folder.chmod(0o700)


def create_cluster(cluster, throwaway):
    """Make the data directory, complete or not at all."""
    account, fresh = cluster.account.named(), cluster.home / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    make_private(fresh, account)
    command = [cluster.program("initdb"), *INITDB, *(["--no-sync"] if throwaway else [])]
    command += ["-D", fresh]
    done = account.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise problem_of("The database could not be created", done.stderr)
    fresh.rename(cluster.data)


def start_keeper(cluster, throwaway):
    """Start the process that starts the server and looks after it."""
    account = (str(cluster.account.uid), str(cluster.account.gid))
    command = [sys.executable, "-P", "-m", "mapcms.local.keeper", cluster.home]
    command += [*account, str(throwaway)]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    with open_lock(cluster.log) as log:
        if log.tell() > LOG_BYTES:
            log.truncate(0)
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )


def await_answer(cluster, keeper):
    """Wait until the server takes connections, or its keeper has given up."""

    def settled():
        return cluster.state() == "ready" or (keeper and keeper.poll() is not None)

    wait_for(settled, START_SECONDS)
    if cluster.state() != "ready":
        text = cluster.log.read_text(errors="replace")[-4000:]
        if shutil.disk_usage(cluster.home).free < LEAST_BYTES:
            text = os.strerror(errno.ENOSPC)  # there was no room to log it
        raise problem_of("The database did not start", text)


def ensure_database(cluster):
    """Make the database, if it is not there."""
    with closing(cluster.connect()) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
        if cursor.rowcount == 0:
            cursor.execute(f"CREATE DATABASE {NAME}")


def shut_down(cluster):
    """Stop a server that nobody uses any more."""
    if cluster.state() != "absent":
        command = [cluster.program("pg_ctl"), "stop", "-t", str(STOP_SECONDS), "-D"]
        for mode in ("fast", "immediate"):
            arguments = [*command, cluster.data, "-m", mode]
            if cluster.account.run(arguments, capture_output=True).returncode == 0:
                break
    if keeper := _keepers.pop(cluster, None):
        with suppress(subprocess.TimeoutExpired):
            keeper.wait(STOP_SECONDS)
    remove_socket_folder(cluster)


def remove_socket_folder(cluster):
    """Leave nothing in /tmp."""
    if cluster.is_apart():
        with suppress(OSError):
            cluster.sockets.rmdir()
