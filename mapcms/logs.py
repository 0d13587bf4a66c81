"""What the processes write down: lines for people, or JSON for what gathers lines."""

import json
import logging
import traceback
from datetime import UTC, datetime

# What a record may bring along besides its sentence; nothing personal stands there.
FIELDS = ("request_id", "method", "path", "status", "milliseconds")


class TextFormatter(logging.Formatter):
    """The sentence alone; of an error where it came up, without its own words."""

    def formatException(self, ei):
        """The way an error took, and its kind; its words may be what somebody typed."""
        lines, error = [], ei[1]
        while error is not None:
            lines.insert(0, type(error).__qualname__)
            lines[:0] = traceback.format_tb(error.__traceback__)
            error = error.__cause__ or error.__context__
        return "\n".join(line.rstrip() for line in lines)


class JsonFormatter(TextFormatter):
    """One object a line, with the request in which it was written."""

    def format(self, record):
        """The line for a record, the way of an error in a field of its own."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: vars(record)[name] for name in FIELDS if vars(record).get(name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


FORMATTERS = {"text": TextFormatter, "json": JsonFormatter, "debug": logging.Formatter}


def configuration(level, form):
    """
    The value of Django's `LOGGING`.

    Args:
        level: the least important level that is written, such as `WARNING`. With `INFO`
            there is a line for each request.
        form: `text`, `json`, or `debug`, which repeats what errors say.

    Returns:
        A dictionary for `logging.config.dictConfig`.
    """
    console = {"class": "logging.StreamHandler", "filters": ["secrets", "request"]}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "secrets": {"()": "core.http.secret_paths.SecretPathFilter"},
            "request": {"()": "core.http.request_log.RequestIdFilter"},
        },
        "formatters": {"chosen": {"()": FORMATTERS[form]}},
        "handlers": {"console": {**console, "formatter": "chosen"}},
        "root": {"handlers": ["console"], "level": level},
    }
