"""Reports of errors to Sentry, if SENTRY_DSN names one; nothing personal goes along."""

import os

from core.http.secret_paths import without_secrets

# What is known of the process and nobody else.
KEPT = ("event_id", "timestamp", "platform", "level", "environment", "release", "sdk")
KEPT_OF_ERROR = ("type", "module", "mechanism")
KEPT_OF_FRAME = ("filename", "function", "lineno", "module", "in_app")


def start():
    """Report errors from now on, if the site is told where to."""
    if not (address := os.environ.get("SENTRY_DSN")):
        return
    import sentry_sdk  # noqa: PLC0415 (read only by those who use it)

    sentry_sdk.init(
        dsn=address,
        before_send=scrubbed,
        before_breadcrumb=lambda crumb, hint: None,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        traces_sample_rate=0,
        send_client_reports=False,
        server_name="",
    )


def scrubbed(event, hint):
    """
    What is sent of an error.

    It is named what may go, not what may not: errors' own words may be what somebody
    typed, so their kinds go and the way they took, as in the log.

    Args:
        event: what the library would send.
        hint: where it is from; of a line of the log, the record.

    Returns:
        What is sent.
    """
    sent = {name: event[name] for name in KEPT if name in event}
    errors = event.get("exception", {}).get("values", ())
    if errors:
        sent["exception"] = {"values": [of_error(error) for error in errors]}
    elif record := hint.get("log_record"):
        place = f"{record.name}: {record.module}.{record.funcName}, {record.lineno}"
        sent["logentry"] = {"message": place}
    if method := event.get("request", {}).get("method"):
        sent["request"] = {"method": method}
    if view := event.get("transaction"):
        sent["transaction"] = without_secrets(view)
    return sent


def of_error(error):
    """The kind of an error, and the way it took."""
    kept = {name: error[name] for name in KEPT_OF_ERROR if error.get(name)}
    frames = (error.get("stacktrace") or {}).get("frames", ())
    way = [{n: frame.get(n) for n in KEPT_OF_FRAME} for frame in frames]
    return {**kept, "stacktrace": {"frames": way}}
