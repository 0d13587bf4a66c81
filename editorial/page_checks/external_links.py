"""Links to other sites: asked now and then by the worker, shown to authors when broken.

The worker's clock calls `gather_links()` once a day and `check_links()` more often. Both
save as they go; neither belongs in a transaction with other work.
"""

from urllib.parse import urldefrag, urljoin, urlsplit

import requests
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import TaskState

from background.http import problem_in_words, public_session
from core.models import ExternalLink
from core.page_checks import Finding
from core.pages.queries import public_pages
from editorial.page_checks.own_site import is_elsewhere
from editorial.page_checks.reading import Reading

TIMEOUT = 10
MOST_HOPS = 5
# Answers of sites that do not talk to programs; for readers the page may well be there.
KEEPS_PROGRAMS_OUT = {401, 403, 407, 429, 451, 999}
GONE = {404: "the page is not there", 410: "the page was taken away for good"}
LONGEST = ExternalLink._meta.get_field("url").max_length or 0


def broken_external_links(reading):
    """Links to other sites that failed twice, at least a day apart, when last asked."""
    links = outward(reading)
    urls = {url for _, url in links}
    broken = ExternalLink.objects.broken().filter(url__in=urls) if urls else ()
    by_url = {link.url: link for link in broken}
    for field, url in dict.fromkeys(links):
        if url in by_url:
            yield Finding("link-external", words_about(by_url[url]), field, url)


def words_about(link):
    """What is wrong with a broken link, in sentences."""
    day = date_format(timezone.localtime(link.checked_at), "j F")
    return (
        f"The link to {urlsplit(link.url).hostname} did not work when last tried, on "
        f"{day}: {link.problem}. Try it yourself. If the page has moved, put the new "
        "address here; if it is gone, name the source without a link."
    )


def outward(reading):
    """The addresses on other sites to which a page leads, as (field, address)."""
    found = [(field, urldefrag(url)[0]) for field, url in elsewhere(reading)]
    return [(field, url) for field, url in found if len(url) <= LONGEST]


def elsewhere(reading):
    """The addresses as they stand in the texts, those on other sites."""
    return [(field, url) for field, url in reading.addresses if is_elsewhere(url)]


def gather_links():
    """Note each address that a public or a waiting text leads to; forget the others."""
    urls = {url for page in texts_to_look_after() for _, url in outward(Reading(page))}
    ExternalLink.objects.exclude(url__in=urls).delete()
    links = [ExternalLink(url=url) for url in sorted(urls)]
    ExternalLink.objects.bulk_create(links, ignore_conflicts=True)


def texts_to_look_after():
    """Every public page, and every version that waits for somebody's decision."""
    yield from public_pages().specific().iterator()
    waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS)
    for task_state in waiting.select_related("revision"):
        yield task_state.revision.as_object()


def check_links(limit=20):
    """
    Ask the addresses that were not asked for longest, one after the other.

    Args:
        limit: how many at most. Each may take a minute if its server is slow.

    Returns:
        How many were asked.
    """
    links = list(ExternalLink.objects.due(timezone.now())[:limit])
    for link in links:
        link.record(problem_with(link.url), timezone.now())
    return len(links)


def problem_with(url):
    """What keeps a visitor from an address, in a few words, or an empty string."""
    problem = ""
    with public_session("link check", TIMEOUT) as session:
        for method in ("HEAD", "GET"):
            if not (problem := asked(session, method, url)):
                break
    return problem


def asked(session, method, url):
    """What went wrong when an address was asked in one way, or an empty string."""
    try:
        status = status_of(session, method, url)
    except (OSError, ValueError) as error:
        if isinstance(error, requests.exceptions.TooManyRedirects):
            return "it sends visitors from place to place"
        return problem_in_words(error, TIMEOUT)
    if status < 400 or status in KEEPS_PROGRAMS_OUT:
        return ""
    return GONE.get(status, f"its server answers with error {status}")


def status_of(session, method, url):
    """
    Ask an address, and follow a few redirects, each asked as the first.

    Nothing is read of an answer but its head. What is no address, or cannot be asked in
    public, ends with a ValueError or an error of `requests`.

    Args:
        session: a `background.http.public_session`.
        method: HEAD or GET.
        url: the address.

    Returns:
        The status of the last answer.

    Raises:
        TooManyRedirects: they do not end.
    """
    for _ in range(MOST_HOPS + 1):
        with session.request(method, url, stream=True) as response:
            target = session.get_redirect_target(response)
            if target is None:
                return response.status_code
        url = urljoin(url, target)
    raise requests.exceptions.TooManyRedirects(url)
