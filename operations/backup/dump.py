"""The database into a file and back, by PostgreSQL's own programs."""

from contextlib import contextmanager

from django.db import connection
from psycopg2 import sql

from operations.backup.programs import run
from operations.backup.proof import LEFT_OUT, UNFINISHED

LOCK_WAIT = "60s"
# What belongs to an extension stays with it; sequences come after whose they are.
OURS = """
SELECT n.nspname, o.name, o.kind FROM (
    SELECT oid, relnamespace AS space, relname AS name,
        CASE WHEN relkind = 'S' THEN 2 ELSE 1 END AS rank,
        CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
            WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
    FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'S')
    UNION ALL SELECT oid, cfgnamespace, cfgname, 3, 'TEXT SEARCH CONFIGURATION'
    FROM pg_ts_config
    UNION ALL SELECT oid, pronamespace, proname, 0, 'ROUTINE' FROM pg_proc
) o JOIN pg_namespace n ON n.oid = o.space
WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')
ORDER BY o.rank, n.nspname, o.name
"""


def export_snapshot(cursor):
    """The name by which another connection reads the same moment as this transaction."""
    cursor.execute("SELECT pg_export_snapshot()")
    return cursor.fetchone()[0]


def write_dump(path, snapshot):
    """
    Write the whole database into a file, as it is at the moment of a snapshot.

    Args:
        path: the file.
        snapshot: the name that `export_snapshot` gave; its transaction is still open.
    """
    left_out = [f"--exclude-table-data=*.{name}" for name in LEFT_OUT]
    options = ("--format=custom", "--no-owner", "--no-privileges", "--no-comments")
    run(
        "pg_dump",
        *options,
        *left_out,
        f"--exclude-table=*.{UNFINISHED}",
        f"--snapshot={snapshot}",
        f"--lock-wait-timeout={LOCK_WAIT}",
        f"--file={path}",
    )


def read_dump(path, work):
    """
    Put a dump in the place of all that the database holds, in one transaction.

    It is turned into statements first, so that a dump which cannot be read to its end
    changes nothing; whatever fails leaves the database as it was.

    Args:
        path: the dump.
        work: a folder for the statements.
    """
    before, statements = work / "before.sql", work / "database.sql"
    run("pg_restore", "--no-owner", "--no-privileges", f"--file={statements}", path)
    before.write_text(statements_before())
    options = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction")
    run("psql", *options, f"--file={before}", f"--file={statements}")
    statements.unlink()


def statements_before():
    """Statements that take away all that is ours, and note that a restore has begun."""
    with connection.cursor() as cursor:
        cursor.execute(OURS)
        drops = [sql.SQL("SET client_min_messages = warning")]
        drops += [
            sql.SQL("DROP {} IF EXISTS {} CASCADE").format(
                sql.SQL(kind), sql.Identifier(schema, name)
            )
            for schema, name, kind in cursor.fetchall()
        ]
        mark = sql.SQL("CREATE TABLE {} (begun_at timestamptz DEFAULT now())")
        drops.append(mark.format(sql.Identifier("public", UNFINISHED)))
        return "".join(f"{drop.as_string(cursor.cursor)};\n" for drop in drops)


def is_unfinished():
    """Whether a restore into this database began and did not come to its end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [f"public.{UNFINISHED}"])
        return cursor.fetchone()[0] is not None


def note_finished():
    """Take the note away that a restore has begun."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("DROP TABLE IF EXISTS {}").format(
                sql.Identifier("public", UNFINISHED)
            )
        )


@contextmanager
def alone():
    """Connect anew at the end: what the programs did is another connection's."""
    connection.close()
    try:
        yield
    finally:
        connection.close()


def connected_others():
    """How many other connections there are to this database, a person's or a site's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return cursor.fetchone()[0]
