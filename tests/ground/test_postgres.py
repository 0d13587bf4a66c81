"""The embedded database holds through paths, users who come and go, and kill -9."""

import os
from contextlib import suppress

import psutil
import pytest

from mapcms.local import postgres
from mapcms.local.cluster import Cluster
from tests.ground.processes import limit_files, processes_with, run_sql, wait_until

THROWAWAY_USER = """
import sys
from mapcms.local import postgres
postgres.ensure_running(sys.argv[1], throwaway=True)
print("on", flush=True)
sys.stdin.read()
"""


def servers(var):
    """The processes of the database server of a folder."""
    return list(Cluster.under(var).processes())


def head(var):
    """The head of the server's processes."""
    [process] = processes_with(f"-D {Cluster.under(var).data}")
    return process


@pytest.mark.parametrize("name", ["with a space", "x" * 150, 'comma, quote" and $HOME'])
def test_any_path_will_do(folder, name):
    var = folder / name / "var"
    var.parent.mkdir()
    with postgres.running(var) as url:
        assert run_sql(url, "SELECT current_database()") == [("mapcms",)]
    assert not servers(var)


def test_data_are_kept(var):
    with postgres.running(var) as url:
        run_sql(url, "CREATE TABLE story (title text)")
    with postgres.running(var) as url:
        assert run_sql(url, "SELECT * FROM story") == []
        assert run_sql(url, "SHOW fsync") == [("on",)]
        assert run_sql(url, "SHOW listen_addresses") == [("",)]


def test_ctrl_c_is_not_for_the_server(var):
    with postgres.running(var):
        assert os.getpgid(head(var).pid) != os.getpgid(0)


def test_words_are_read_in_every_alphabet(var):
    with postgres.running(var) as url:
        run_sql(url, "CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm")
        assert run_sql(url, "SELECT upper('œuvre'), unaccent('é')") == [("ŒUVRE", "e")]
        assert run_sql(url, "SELECT to_tsvector('english', 'the library’s plan')") == [
            ("'librari':2 'plan':4",)
        ]


def test_the_last_of_two_users_stops_it(var, use):
    first, second = use(var), use(var)
    assert first.line("postgres:") == second.line("postgres:")
    assert first.ended() == 0
    assert postgres.answers(var)
    assert second.ended() == 0
    assert not servers(var)
    assert not processes_with(var)


def test_killed_users_leave_nothing_running(var, use):
    user = use(var)
    user.line("postgres:")
    user.kill()
    wait_until(lambda: not servers(var) and not processes_with(var))


def test_a_killed_database_comes_back_with_its_data(var, use):
    user = use(var)
    run_sql(user.line("postgres:"), "CREATE TABLE story (title text)")
    head(var).kill()
    with postgres.running(var) as url:
        assert run_sql(url, "SELECT * FROM story") == []
    assert user.ended() == 0
    assert not servers(var)


def test_everything_killed_at_once(var, use):
    user = use(var)
    user.line("postgres:")
    for process in [*processes_with(var), head(var)]:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    with postgres.running(var) as url:
        assert run_sql(url, "SELECT 1") == [(1,)]


def test_an_orphaned_server_is_found_and_stopped(var, use):
    user = use(var)
    user.line("postgres:")
    keeper = next(
        p for p in processes_with(var) if "keeper" in " ".join(p.info["cmdline"])
    )
    keeper.kill()
    user.kill()
    pid = head(var).pid
    with postgres.running(var):
        assert head(var).pid == pid
    assert not servers(var)


def test_files_that_name_a_foreign_process(var, stranger):
    with postgres.running(var):
        cluster = Cluster.under(var)
        head_file = (cluster.data / "postmaster.pid").read_text()
        lock_file = (cluster.sockets / ".s.PGSQL.5432.lock").read_text()
        pid = str(head(var).pid)
    foreign = str(stranger.pid)
    (cluster.data / "postmaster.pid").write_text(head_file.replace(pid, foreign))
    (cluster.sockets / ".s.PGSQL.5432.lock").write_text(lock_file.replace(pid, foreign))
    with postgres.running(var) as url:
        assert run_sql(url, "SELECT 1") == [(1,)]
    assert stranger.poll() is None


def test_a_server_without_its_socket_is_replaced(var, use):
    user = use(var)
    user.line("postgres:")
    (Cluster.under(var).sockets / ".s.PGSQL.5432").unlink()
    with postgres.running(var) as url:
        assert run_sql(url, "SELECT 1") == [(1,)]


def test_two_checkouts_at_once(var, folder):
    (folder / "two").mkdir()
    with postgres.running(var) as one, postgres.running(folder / "two" / "var") as two:
        run_sql(one, "CREATE TABLE story (title text)")
        assert run_sql(two, "SELECT to_regclass('story')") == [(None,)]


def test_a_full_disk_is_said_and_leaves_no_half_database(folder, use):
    var = folder / "var"
    assert "The disk is full" in use(var, preexec_fn=limit_files).line("Problem:")
    with postgres.running(var) as url:
        assert run_sql(url, "SELECT 1") == [(1,)]


def test_a_server_that_cannot_start_gives_its_reason(var):
    with postgres.running(var):
        pass
    (var / "postgres" / "PG_VERSION").write_text("9\n")
    with pytest.raises(postgres.StartProblem, match=r"did not start.*version 9"):
        postgres.ensure_running(var)


def test_a_socket_folder_that_others_prepared_is_refused(folder):
    var = folder / ("x" * 150) / "var"
    var.parent.mkdir()
    sockets = Cluster.under(var).sockets
    sockets.symlink_to(folder)
    try:
        with pytest.raises(postgres.StartProblem, match="belongs to somebody else"):
            postgres.ensure_running(var)
    finally:
        sockets.unlink()


def test_a_throwaway_goes_with_its_killed_user(folder, use):
    var = folder / "throwaway"
    user = use(var, THROWAWAY_USER)
    user.line("on")
    user.kill()
    wait_until(lambda: not var.exists())
