"""How well a row matches what somebody looks for, as SQL expressions of both."""

from psycopg2.sql import SQL

WEIGHTS = SQL("'{0.02, 0.1, 0.4, 1.0}'")
# What holds comes before what was replaced, and that before what is history. The numbers
# are of the rank's own type, so that no row has one converted.
STANDING = SQL("""CASE WHEN i.type <> 'driver' THEN float8 '1'
    WHEN i.facets @> '{status:archived}' THEN float8 '0.5'
    WHEN i.facets @> '{status:superseded}' THEN float8 '0.7' ELSE float8 '1' END""")
BY_WORDS = SQL("ts_rank({weights}, i.vector, words.query)::float8 * {standing}")
# The more a row has of what is looked for, by worth, and the nearer it stands together.
BY_WORTH = SQL("""(
    SELECT sum(p.worth) FILTER (WHERE i.vector @@ p.part) * (
        sum(p.worth * ts_rank({weights}, i.vector, p.part)) / sum(p.worth)
        + ts_rank({weights}, i.vector, words.every)
    ) FROM unnest(words.parts, words.worth) AS p(part, worth)
)::float8 * {standing}""")


def expression(pattern):
    """A pattern as the text of an SQL expression."""
    return pattern.format(weights=WEIGHTS, standing=STANDING).as_string(None)


RANK, RANK_BY_WORTH = expression(BY_WORDS), expression(BY_WORTH)
