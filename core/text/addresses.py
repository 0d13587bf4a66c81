"""What the address of a link may be, and what it leads to behind its wrapping."""

import base64
import re
from html import escape, unescape
from string import ascii_letters, digits
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

NOT_YOUR_DRIVE = (
    "Readers cannot open a file on your drive. Upload it, or link to a web page."
)
# A letter of a drive, a server in the building, or a scheme of files.
DRIVE = re.compile(
    r"(?:[a-z]:(?:[\\/]|\Z)|\\\\|//[^./\\?#]*(?:[/\\?#]|\Z)"
    r"|(?:file|smb|afp|nfs|onenote|ms-[a-z]+|view-source):)",
    re.IGNORECASE,
)
# Mail filters, chat and search engines that put the address meant into a parameter:
# their host, how their path begins, and the parameter.
WRAPPERS = [
    (re.compile(rf"(?:.+\.)?(?:{host})(?::\d+)?\Z"), path, parameter)
    for host, path, parameter in (
        (r"safelinks\.protection\.(?:partner\.)?(?:outlook|office365)\.\w+", "", "url"),
        (r"teams\.cdn\.office\.net", "/evergreen-assets/safelinks", "url"),
        (r"(?:www\.)?google\.[a-z.]{2,6}", "/url", "q"),
        (r"(?:www\.)?google\.[a-z.]{2,6}", "/url", "url"),
        (r"facebook\.com", "/l.php", "u"),
        (r"lm?\.(?:instagram|messenger|threads)\.(?:com|net)", "", "u"),
        (r"linkedin\.com", "/redir/redirect", "url"),
        (r"linkedin\.com", "/safety/go", "url"),
        (r"youtube\.com", "/redirect", "q"),
        (r"slack-redir\.net", "/link", "url"),
        (r"duckduckgo\.com", "/l/", "uddg"),
        (r"out\.reddit\.com", "", "url"),
        (r"linkprotect\.cudasvc\.com", "/url", "a"),
        (r"trendmicro\.com", "/wis/clicktime/", "url"),
        (r"protect2?\.fireeye\.com", "/", "u"),
        (r"clicktime\.symantec\.com", "", "u"),
        (r"urlsand\.esvalabs\.com", "", "u"),
        (r"deref-(?:gmx|web|mail)\.[a-z.]+", "", "redirectUrl"),
    )
]
OUTLOOK_ON_THE_WEB = "/owa/redir.aspx"
# Wrappers that tell nobody but themselves where they lead.
SEALED = re.compile(r"(?:.+\.)?(?:mimecast(?:protect)?\.com|mailanyone\.net)\Z")
# What newsletters and social media add to know who followed a link.
PERSONAL = re.compile(
    r"(?:mc_eid|mc_cid|mkt_tok|_hsenc|_hsmi|vero_id|vero_conv|oly_(?:enc|anon)_id"
    r"|ml_subscriber(?:_hash)?|wickedid|fbclid|gclid|dclid|gbraid|wbraid|msclkid|igshid"
    r"|igsh|yclid|twclid|ttclid|li_fat_id|phpsessid|jsessionid)\Z",
    re.IGNORECASE,
)
WEB_ADDRESS = re.compile(r"https?://[^\s\"<>“”]+", re.IGNORECASE)
AFTER_ADDRESS = ".,;:!?)]}'’”"
DEEPEST = 5
URLDEFENSE = re.compile(r"(?:.+\.)?urldefense(?:\.proofpoint)?\.(?:com|us)\Z")
VERSION_3 = re.compile(r"/v3/__(?P<url>.+?)__;(?P<signs>[^!]*)!")
RUNS = {
    sign: length for length, sign in enumerate([*ascii_letters, *digits, "-", "_"], 2)
}
RUN = re.compile(r"\*(?:\*(.))?")


def split_address(address):
    """The parts of an address, or None where it has none that make sense."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def is_on_a_drive(address):
    """Whether an address leads to a file on somebody's drive or a server in the house."""
    return bool(DRIVE.match(unquote(address).strip()))


def is_sealed(address):
    """Whether an address belongs to a mail filter, and nobody can say where it leads."""
    parts = split_address(address)
    return bool(parts) and bool(SEALED.match(parts.hostname or ""))


def unwrapped(address):
    """
    The address that is meant, without the wrapping of mail filters and search engines.

    Args:
        address: as somebody pasted it.

    Returns:
        The address inside, and without what tells who followed it; one that is not
        wrapped comes back as it is.
    """
    for _ in range(DEEPEST):
        inside = inside_of(address)
        if not inside:
            break
        address = inside
    return impersonal(address)


def inside_of(address):
    """The address inside a wrapped one, or an empty string."""
    parts = split_address(address)
    if not parts or parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return ""
    try:
        found = defended(parts) or wrapped(parts)
    except ValueError:
        return ""
    is_web = WEB_ADDRESS.fullmatch(found)
    return found if is_web and found != address else ""


def wrapped(parts):
    """The value of the parameter in which a known wrapper keeps the address."""
    values = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path.lower().endswith(OUTLOOK_ON_THE_WEB):
        return values.get("url", "")
    found = [
        values.get(parameter.lower(), "")
        for host, path, parameter in WRAPPERS
        if host.match(parts.hostname) and parts.path.startswith(path)
    ]
    return next(filter(None, found), "")


def defended(parts):
    """The address inside one of Proofpoint's URL Defense, in its three versions."""
    if not URLDEFENSE.match(parts.hostname):
        return ""
    whole = urlunsplit(parts)
    if match := VERSION_3.search(whole):
        return third_version(match["url"], match["signs"])
    found = parse_qs(parts.query).get("u", [""])[0]
    is_second = parts.path.startswith("/v2/")
    return unquote(found.translate({45: "%", 95: "/"})) if is_second else unquote(found)


def third_version(url, signs):
    """An address in which asterisks stand for signs that are kept beside it."""
    padded = signs + "=" * (-len(signs) % 4)
    kept = iter(base64.urlsafe_b64decode(padded).decode())

    def put_back(match):
        length = RUNS.get(match[1], 0) if match[1] else 1
        return "".join(next(kept, "") for _ in range(length))

    whole = re.sub(r"\A(https?:/)(?!/)", r"\1/", url)
    return RUN.sub(put_back, unquote(whole))


def impersonal(address):
    """An address without the parameters that tell who followed it."""
    parts = split_address(address)
    if not parts or not parts.query:
        return address
    given = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in given if not PERSONAL.match(pair[0])]
    if len(kept) == len(given):
        return address
    return urlunsplit(parts._replace(query=urlencode(kept)))


def unwrap_within(text):
    """A plain text whose wrapped addresses are unwrapped."""
    return WEB_ADDRESS.sub(lambda match: replaced(match[0]), text)


def unwrap_within_html(html):
    """Rich text whose wrapped addresses are unwrapped, in links and in words."""

    def put(match):
        address = unescape(match[0])
        plain = replaced(address)
        return match[0] if plain == address else escape(plain)

    return WEB_ADDRESS.sub(put, html)


def replaced(found):
    """What stands in a text for an address, and for the signs after it."""
    address = found.rstrip(AFTER_ADDRESS)
    return unwrapped(address) + found[len(address) :]
