"""Tables as files that spreadsheets open and take for nothing but tables."""

from django.http import HttpResponse

from feed.api.formats.tables import MARK, line


def csv_response(rows, name):
    """
    Give rows as a file to download.

    Args:
        rows: lists of texts, the head first.
        name: the file's name without its ending.

    Returns:
        An answer with CSV, which spreadsheets open as UTF-8.
    """
    response = HttpResponse(
        MARK + "".join(map(line, rows)),
        content_type="text/csv; charset=utf-8; header=present",
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def svg_response(picture, name):
    """
    Give a picture as an answer of its own: shown in a page, opened, or saved.

    Args:
        picture: an `insight.svg.Picture`.
        name: the file's name without its ending.

    Returns:
        An answer with SVG.
    """
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{picture.svg}\n'
    response = HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.svg"'
    return response
